import { ActionIcon, Menu } from '@mantine/core';
import { IconChartDots3, IconDatabase, IconDots, IconTransform, IconTrash } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ProjectSummary } from '../../../nodes/contract/routes/projects.ts';
import { call } from '../../client/call.ts';
import { useAction } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { tellDone, tellError } from '../../state/notify.ts';
import { formatAgo } from '../../ui/format.ts';
import type { Icon } from '../../ui/icons.ts';
import styles from './home.module.css';

/** How many of something, told in words to the pointer and to those who do not see the icon. */
function Fact({ icon: IconView, count, one }: { icon: Icon; count: number; one: string }) {
  const words = `${count} ${count === 1 ? one : `${one}s`}`;
  return (
    <span title={words} role="img" aria-label={words}>
      <IconView size={13} stroke={1.7} /> {count}
    </span>
  );
}

/** One project: name, what it is, what is in it, when it was changed. */
export function ProjectCard({ project, readOnly }: { project: ProjectSummary; readOnly: boolean }) {
  const remove = useAction('projects.delete');
  const onRestore = async (trash: string) => {
    try {
      await call('projects.restore', { params: { trash } });
      invalidate(['projects.list']);
      tellDone('The project is back', project.name);
    } catch (error) {
      tellError('The project stays in the trash', error);
    }
  };
  const onDelete = () =>
    remove.mutate(
      { params: { project: project.id } },
      {
        onSuccess: ({ trash }) => {
          invalidate(['projects.list']);
          tellDone('Project moved to the trash', project.name, { label: 'Undo', run: () => void onRestore(trash) });
        },
        onError: (error) => tellError('The project was not deleted', error),
      },
    );
  return (
    <div style={{ position: 'relative' }}>
      <Link href={`/p/${project.id}/flow`} className={styles.card}>
        <h2 title={project.name}>{project.name}</h2>
        <p className={styles.description}>{project.description || 'No description'}</p>
        <div className={styles.facts}>
          <Fact icon={IconDatabase} count={project.datasets} one="dataset" />
          <Fact icon={IconTransform} count={project.recipes} one="recipe" />
          <Fact icon={IconChartDots3} count={project.models} one="model" />
          <span style={{ marginLeft: 'auto' }}>Changed {formatAgo(project.modifiedAt)}</span>
        </div>
      </Link>
      {readOnly ? null : (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon className={styles.menu} aria-label={`More for ${project.name}`} size={24}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={onDelete}>
              Move to trash
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
