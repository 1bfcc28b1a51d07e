import { ActionIcon, Menu } from '@mantine/core';
import { IconChartDots3, IconDatabase, IconDots, IconTransform, IconTrash } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ProjectSummary } from '../../../nodes/contract/routes/design.ts';
import { useAction } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { tellDone, tellError } from '../../state/notify.ts';
import { formatAgo } from '../../ui/format.ts';
import styles from './home.module.css';

/** One project: name, what it is, what is in it, when it was changed. */
export function ProjectCard({ project, readOnly }: { project: ProjectSummary; readOnly: boolean }) {
  const remove = useAction('projects.delete');
  const onDelete = () =>
    remove.mutate(
      { params: { project: project.id } },
      {
        onSuccess: () => {
          invalidate(['projects.list']);
          tellDone('Project moved to the trash', project.name);
        },
        onError: (error) => tellError('The project was not deleted', error),
      },
    );
  return (
    <div style={{ position: 'relative' }}>
      <Link href={`/p/${project.id}/flow`} className={styles.card}>
        <h2>{project.name}</h2>
        <p className={styles.description}>{project.description || 'No description'}</p>
        <div className={styles.facts}>
          <span>
            <IconDatabase size={13} stroke={1.7} /> {project.datasets}
          </span>
          <span>
            <IconTransform size={13} stroke={1.7} /> {project.recipes}
          </span>
          <span>
            <IconChartDots3 size={13} stroke={1.7} /> {project.models}
          </span>
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
