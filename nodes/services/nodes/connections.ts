import { join } from 'node:path';
import { z } from 'zod';
import { fail } from '../../contract/errors/index.ts';
import { Connection } from '../../contract/routes/projects.ts';
import { writeFileAtomic } from '../../platform/atomic-write.ts';
import { exists, fileInfo, readJson } from '../../platform/files.ts';

/** The named places of a node where data lie. They belong to the node, never to a project. */
export interface Connections {
  list(): Connection[];
  /** Folder of a connection. */
  folder(id: string): string | undefined;
  put(connection: Connection): Promise<Connection>;
  remove(id: string): Promise<void>;
  /** Whether its folder is there. NOT_FOUND. */
  test(id: string): Promise<{ ok: boolean; message: string }>;
}

const ConnectionFile = z.object({ version: z.literal(1), connections: z.array(Connection) });

/** Opens `<folder>/connections.json`. */
export async function openConnections(folder: string): Promise<Connections> {
  const path = join(folder, 'connections.json');
  const stored = (await exists(path)) ? (await readJson(path, ConnectionFile)).connections : [];
  const byId = new Map(stored.map((connection) => [connection.id, connection]));
  const save = () => {
    const connections = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return writeFileAtomic(path, `${JSON.stringify({ version: 1, connections }, null, 2)}\n`);
  };
  return {
    list: () => [...byId.values()],
    folder: (id) => byId.get(id)?.path,
    async put(connection) {
      if (connection.id === 'project')
        throw fail('INPUT_INVALID', {
          where: 'id',
          problem: '“project” is the project’s own folder and cannot be changed',
        });
      byId.set(connection.id, connection);
      await save();
      return connection;
    },
    async remove(id) {
      if (!byId.delete(id)) throw fail('NOT_FOUND', { kind: 'connection', id, suggestion: '' });
      await save();
    },
    async test(id) {
      const connection = byId.get(id);
      if (!connection) throw fail('NOT_FOUND', { kind: 'connection', id, suggestion: '' });
      const info = await fileInfo(connection.path);
      if (info?.kind === 'folder') return { ok: true, message: `The folder ${connection.path} is there` };
      const found = info ? `${connection.path} is no folder` : `There is no folder ${connection.path}`;
      return { ok: false, message: `${found}. Create or mount it, or change the folder of the connection` };
    },
  };
}
