import { expect, test } from 'vitest';
import { routes } from '../../nodes/contract/routes/index.ts';
import { urlOf } from './call.ts';
import { flowUrls } from './early-answers.ts';

test('what is asked for ahead is what the flow page asks for', () => {
  const params = { project: 'fraud-2' };
  expect(flowUrls(params.project)).toEqual([
    urlOf(routes['projects.get'], { params }),
    urlOf(routes['flow.get'], { params }),
    urlOf(routes['node.catalog'], {}),
  ]);
});
