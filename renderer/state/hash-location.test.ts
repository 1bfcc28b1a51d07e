import { afterEach, expect, test, vi } from 'vitest';
import { navigate } from './hash-location.ts';

afterEach(() => vi.unstubAllGlobals());

/** A window that has an address and a history, and tells of changes. */
function page(address: string) {
  let href = address;
  const told: string[] = [];
  const write = (_state: unknown, _title: string, url: URL) => {
    href = url.href;
  };
  vi.stubGlobal('HashChangeEvent', class extends Event {});
  vi.stubGlobal('window', {
    location: {
      get href() {
        return href;
      },
    },
    history: { pushState: write, replaceState: write },
    dispatchEvent: () => told.push(href),
  });
  return { told };
}

test('path and query stand behind the hash, and another page starts without the query', () => {
  const { told } = page('http://node/?launch=2#/p/a/dashboards/x?page=one');
  navigate('/p/a/dashboards/x?page=two&f=1');
  navigate('/p/a/flow');
  expect(told).toEqual(['http://node/?launch=2#/p/a/dashboards/x?page=two&f=1', 'http://node/?launch=2#/p/a/flow']);
});
