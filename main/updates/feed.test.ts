import { expect, test } from 'vitest';
import { chooseFeed, type FeedInput } from './feed.ts';

const built = 'provider: generic\nurl: https://updates.example/\n';
const input: FeedInput = { policy: {}, policyFile: '/p', packaged: built, isPackaged: true, platform: 'linux' };

test('the feed that was built in is used, unless the operator names another', () => {
  expect(chooseFeed(input)).toEqual({ kind: 'feed', url: null, isBuiltIn: true });
  const own = chooseFeed({ ...input, policy: { updateFeed: 'https://own.example/' } });
  expect(own).toEqual({ kind: 'feed', url: 'https://own.example/', isBuiltIn: true });
});

test('a checkout and a build without a feed say why nothing is looked for', () => {
  expect(chooseFeed({ ...input, packaged: null })).toMatchObject({
    kind: 'none',
    reason: expect.stringMatching(/names no place/),
  });
  expect(chooseFeed({ ...input, packaged: null, isPackaged: false })).toMatchObject({
    reason: expect.stringMatching(/checkout/),
  });
});

test.each(['http://updates.example/', 'ftp://updates.example/', 'file:///updates', 'updates'])(
  'a feed at %s is refused: it could be changed on its way',
  (updateFeed) => {
    expect(chooseFeed({ ...input, policy: { updateFeed } })).toMatchObject({
      kind: 'none',
      reason: expect.stringMatching(/not an https/),
    });
  },
);

test('a feed on this machine needs no certificate', () => {
  const feed = chooseFeed({ ...input, policy: { updateFeed: 'http://127.0.0.1:8080/' }, packaged: null });
  expect(feed).toEqual({ kind: 'feed', url: 'http://127.0.0.1:8080/', isBuiltIn: false });
});

test('settings of the operator that cannot be understood switch it off', () => {
  expect(chooseFeed({ ...input, policy: { updates: 'off', isBroken: true } })).toMatchObject({
    kind: 'none',
    reason: /\/p cannot be understood/,
  });
});

test('on Windows a build without the name of its publisher is not updated: no signature could be checked', () => {
  expect(chooseFeed({ ...input, platform: 'win32' })).toMatchObject({
    kind: 'none',
    reason: expect.stringMatching(/no publisher/),
  });
  const signed = `${built}publisherName:\n  - Millrace\n`;
  expect(chooseFeed({ ...input, platform: 'win32', packaged: signed })).toMatchObject({ kind: 'feed' });
});
