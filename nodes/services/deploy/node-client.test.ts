import { expect, test } from 'vitest';
import { explained } from '../error-body.ts';
import { callNode, targetNode } from './node-client.ts';

const url = 'https://127.0.0.1:1';

test('a node that cannot be reached is told by its name and address, not by what was asked of it', async () => {
  const node = { id: 'n', name: 'north', url, fingerprint: 'ab'.repeat(32) };
  const error = await targetNode(node, 'key')
    .items()
    .catch((thrown: unknown) => thrown);
  expect(explained(error)).toBe(
    'The node “north” (https://127.0.0.1:1) cannot be reached: nothing listens there. Check that it runs, that this is its address and that no firewall stands between. A node that has moved is paired again at its new address.',
  );
  await expect(callNode({ url }, 'node.info')).rejects.toMatchObject({
    code: 'NODE_UNREACHABLE',
    message: 'The node at https://127.0.0.1:1 cannot be reached: nothing listens there',
  });
});
