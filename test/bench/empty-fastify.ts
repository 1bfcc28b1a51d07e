import { fastify } from 'fastify';
import { loadServerCertificate } from '../../nodes/platform/tls.ts';

/** The peer of the `api` benchmark: a Fastify server over the same TLS that parses the body and answers a fixed reply. */
const [folder = '.'] = process.argv.slice(2);
const { cert, key } = await loadServerCertificate(folder);
const server = fastify({ https: { cert, key, minVersion: 'TLSv1.3' }, logger: false });
const answer = {
  result: { prediction: '1', probas: { '0': 0.123456789, '1': 0.876543211 }, ignored: false },
  service: 'bench',
  endpoint: 'score',
  generation: '1',
  timing: { totalMs: 0.123 },
};
server.post('/predict', (_request, reply) => {
  reply.send(answer);
});
const url = await server.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ event: 'ready', url })}\n`);
