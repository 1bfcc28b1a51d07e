import { expect, test } from 'vitest';
import { desktopLocations } from './locations.ts';

const base = { appRoot: '/app', userData: '/home/u/Millrace', packagedResources: '/opt/Millrace/resources' };

test('a checkout may be pointed at another Design node', () => {
  const env = { MILLRACE_DESIGN_ENTRY: '/x/node.ts' };
  expect(desktopLocations({ ...base, isPackaged: false, env }).designEntry).toBe('/x/node.ts');
});

test('an installed app ignores a Design node named by the environment', () => {
  const env = { MILLRACE_DESIGN_ENTRY: '/x/node.ts' };
  const locations = desktopLocations({ ...base, isPackaged: true, env });
  expect(locations.designEntry).toBe('/app/dist/nodes/design.js');
  expect(locations.resources).toBe('/opt/Millrace/resources');
});
