import { expect, test } from 'vitest';
import { desktopLocations } from './locations.ts';

const base = {
  appRoot: '/opt/app.asar',
  userData: '/home/u/Millrace',
  data: null,
  platform: 'linux',
  resourcesPath: '/opt/resources',
} as const;

test('a checkout may be pointed at another Design node', () => {
  const env = { MILLRACE_DESIGN_ENTRY: '/x/node.ts' };
  expect(desktopLocations({ ...base, isPackaged: false, env }).designEntry).toBe('/x/node.ts');
});

test('an installed app ignores a Design node named by the environment', () => {
  const env = { MILLRACE_DESIGN_ENTRY: '/x/node.ts' };
  const locations = desktopLocations({ ...base, isPackaged: true, env });
  expect(locations.designEntry).toBe('/opt/app.asar/dist/nodes/design.js');
  expect(locations.resources).toBe('/opt/app.asar.unpacked/resources');
});

test('the data folder of the start comes before the one of the environment', () => {
  const env = { MILLRACE_DATA: '/srv/nodes' };
  expect(desktopLocations({ ...base, isPackaged: true, env }).designData).toBe('/srv/nodes/design');
  expect(desktopLocations({ ...base, isPackaged: true, env, data: '/d' }).designData).toBe('/d');
});

test('the operator is heard from a folder of administrators, and in a checkout from anywhere', () => {
  const env = { MILLRACE_DESKTOP_POLICY: '/tmp/policy.json' };
  expect(desktopLocations({ ...base, isPackaged: true, env }).policy).toBe('/etc/millrace/desktop.json');
  expect(desktopLocations({ ...base, isPackaged: false, env }).policy).toBe('/tmp/policy.json');
});
