import type { ErrorEntry } from './entry.ts';

export const servingErrors = {
  AUTH_REQUIRED: {
    status: 401,
    message: 'This needs a key, and the request carries none that this node knows',
    hint: 'Send the API key as “Authorization: Bearer …”, or open the address the node printed at its start.',
  },
  AUTH_RIGHT_MISSING: {
    status: 403,
    message: 'The key “{name}” has the right “{has}”, but this needs “{needs}”',
    hint: 'Use a key with that right, or ask an administrator of the node for one.',
  },
  HOST_REFUSED: {
    status: 421,
    message: 'This node does not answer for the host “{host}”',
    hint: 'Open the address that the node printed at its start.',
  },
  ORIGIN_REFUSED: {
    status: 403,
    message: 'Requests from pages of another origin ({origin}) are refused',
    hint: 'Use the workbench that this node serves itself.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    message: 'The body is larger than the {limit} bytes that are allowed here',
    hint: 'Send less at once, or raise the limit in the settings of the node.',
  },
  BODY_NOT_JSON: {
    status: 400,
    message: 'The body is not valid JSON: {reason}',
    hint: 'Send one JSON object with the content type application/json.',
  },
  BODY_TYPE_UNKNOWN: {
    status: 415,
    message: 'The content type “{type}” is not understood here',
    hint: 'Send application/json.',
  },
  REQUEST_UNREADABLE: {
    status: 400,
    message: 'The request cannot be read: {reason}',
    hint: 'Check the address and the headers of the request.',
  },
  SERVICE_NOT_ACTIVE: {
    status: 404,
    message: 'The service “{service}” has no active version{version} on this node',
    hint: 'Deploy a version of it, or check the name.',
  },
  SERVICE_EXPLANATIONS: {
    status: 400,
    message: 'The endpoint “{endpoint}” of the service “{service}” gives no explanations',
    hint: 'Leave “explanations” out of the request, or set “enabled” to false.',
  },
  SERVICE_ENDPOINT_UNKNOWN: {
    status: 404,
    message: 'The service “{service}” has no endpoint “{endpoint}”{suggestion}',
    hint: 'Check the name; the endpoints stand in the description of the service (/openapi.json).',
  },
  SERVICE_TENSOR: {
    status: 400,
    message: 'The input “{input}” does not fit: {reason}',
    hint: 'Compare with the metadata of the model (GET /v2/models/…).',
  },
  SERVICE_DRAINING: {
    status: 503,
    message: 'This node is being stopped and takes no more requests',
    hint: 'Send the request to another node of the group.',
  },
  ARCHIVE_KIND: {
    status: 400,
    message: '“{id}” is of the kind {kind}; this node takes {accepts}',
    hint: 'Deploy project bundles to Automation nodes and API services to API nodes.',
  },
  ARCHIVE_VERSION_TAKEN: {
    status: 409,
    message: 'Version {version} of “{id}” is here already with another content',
    hint: 'A version never changes: make the archive again under a new version.',
  },
  ARCHIVE_NOT_READY: {
    status: 409,
    message: 'Version {version} of “{id}” cannot run here: {failed}',
    hint: 'Mend what the checks name, then activate it again. What ran before still runs.',
  },
  ARCHIVE_ACTIVE: {
    status: 409,
    message: 'Version {version} of “{id}” is the active one and cannot be removed',
    hint: 'Activate another version first.',
  },
  ARCHIVE_CONNECTION_MISSING: {
    status: 409,
    message: 'The bundle needs the connection “{connection}”, which this node has not got as “{mapped}”',
    hint: 'Create that connection on the node, or map it to another one in the settings of the deployment.',
  },
  DEPLOY_NO_NODES: {
    status: 409,
    message: 'The infrastructure “{infrastructure}” has no nodes yet',
    hint: 'Pair a node with it: its address and the code of its start line.',
  },
  DEPLOY_KIND: {
    status: 400,
    message: '“{item}” is of the kind {kind}, which does not run on the {nodes} nodes of “{infrastructure}”',
    hint: 'Project bundles go to Automation nodes, API services to API nodes.',
  },
  DEPLOY_NODE_KIND: {
    status: 400,
    message: 'The node at {url} is of the kind {found}; the infrastructure “{infrastructure}” holds {expected} nodes',
    hint: 'Pair it with an infrastructure of its own kind.',
  },
  DEPLOY_NODE_UNHEALTHY: {
    status: 502,
    message: 'The node {node} is not healthy ({status}): {problems}',
    hint: 'Look at that node; what it served before it still serves.',
  },
  DEPLOY_NOT_ACTIVE: {
    status: 502,
    message: 'The node {node} does not report version {version} of “{id}” as active, but {found}',
    hint: 'Look at the log of that node, then deploy again.',
  },
  DEPLOY_RUNNING: {
    status: 409,
    message: '“{deployment}” is being deployed already (run {run})',
    hint: 'Wait for that run to end.',
  },
  DEPLOY_CANCELLED: {
    status: 409,
    message: 'Deploying was cancelled by {by} before the nodes switched',
    hint: 'The nodes serve what they served before. Deploy again when you want to.',
  },
  DEPLOY_TOO_LATE: {
    status: 409,
    message: 'The run {run} cannot be cancelled any more: {state}',
    hint: 'Wait for its end; an earlier version is served again by rolling back.',
  },
  DEPLOY_NOTHING_BEFORE: {
    status: 409,
    message: '“{deployment}” has no earlier version to go back to',
    hint: 'Name a version, or deploy one.',
  },
  SERVING_NO_PATH: {
    status: 400,
    message: 'The recipes that make “{target}” do not start from “{raw}”',
    hint: 'Choose the dataset of raw records that the scored rows come from.',
  },
  SERVING_STEP_UNSUPPORTED: {
    status: 400,
    message: 'A live record cannot pass {step}: {reason}',
    hint: 'Choose a raw dataset further down the flow, or let the callers send the columns after this step.',
  },
  SERVING_LOOKUP_DUPLICATES: {
    status: 409,
    message: 'A join of the flow matches several rows for the key {key}; a single record can take only one',
    hint: 'Make the key unique in the joined dataset, for example with a distinct recipe.',
  },
  SERVING_FEATURE_MISSING: {
    status: 400,
    message: 'The record has no “{column}”',
    hint: 'Send the column; null stands for an empty value.',
  },
  SERVING_PACKAGE: {
    status: 422,
    message: 'The service package cannot be loaded: {problem}',
    hint: 'Pack the service again with this version of Millrace.',
  },
  SERVING_GOLDEN_MISMATCH: {
    status: 422,
    message: 'The endpoint “{endpoint}” does not reproduce the batch predictions: {detail}',
    hint: 'Build the scored dataset again, then pack the service anew.',
  },
} as const satisfies Record<string, ErrorEntry>;
