import { Menu, ScrollArea, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconHome, IconVariable } from '@tabler/icons-react';
import { useCall, useProject } from '../../client/hooks.ts';
import { go } from '../../state/current-project.ts';
import { useRecent } from '../../state/recent.ts';
import styles from './shell.module.css';

function Switcher({ projectId }: { projectId: string }) {
  const kept = useRecent((state) => state.projects.find(({ id }) => id === projectId)?.name);
  const name = useProject(projectId).data?.project.info.name ?? kept ?? '';
  const projects = useCall('projects.list', {}).data ?? [];
  return (
    <Menu width={264}>
      <Menu.Target>
        <UnstyledButton className={styles.project} aria-label={`Project ${name}`} title={name}>
          <span>{name}</span>
          <IconChevronDown size={14} stroke={1.8} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Projects</Menu.Label>
        <ScrollArea.Autosize mah={360} type="auto" scrollbars="y">
          {projects.map((project) => (
            <Menu.Item
              key={project.id}
              onClick={() => go(`/p/${project.id}/flow`)}
              rightSection={project.id === projectId ? <IconCheck size={14} /> : undefined}
            >
              <span className={styles.otherProject} title={project.name}>
                {project.name}
              </span>
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
        <Menu.Divider />
        <Menu.Item leftSection={<IconVariable size={14} />} onClick={() => go(`/p/${projectId}/variables`)}>
          Variables of this project
        </Menu.Item>
        <Menu.Item leftSection={<IconHome size={14} />} onClick={() => go('/')}>
          All projects
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The name of the open project, with the others a click away. */
export const ProjectSwitcher = ({ projectId }: { projectId?: string | undefined }) =>
  projectId ? (
    <Switcher projectId={projectId} />
  ) : (
    <span className={styles.project} style={{ marginLeft: -8 }}>
      Millrace
    </span>
  );
