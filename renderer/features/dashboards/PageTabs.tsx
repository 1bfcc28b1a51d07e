import { ActionIcon, Menu, Tabs, TextInput, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCopy, IconDots, IconPlus, IconTrash } from '@tabler/icons-react';
import type { Dashboard } from '../../../nodes/contract/project/index.ts';
import { freeId } from '../../explore/chart-builder/ids.ts';
import styles from './dashboards.module.css';

interface PageTabsProps {
  dashboard: Dashboard;
  page: string;
  editing: boolean;
  onPage: (id: string) => void;
  onSave: (dashboard: Dashboard, label: string) => void;
}

/** The pages of a dashboard; while editing they are added, renamed, moved, copied and deleted here. */
export function PageTabs({ dashboard, page, editing, onPage, onSave }: PageTabsProps) {
  const { pages } = dashboard;
  const shown = pages.find(({ id }) => id === page);
  const newId = () =>
    freeId(
      'page',
      pages.map((one) => one.id),
    );
  const add = () => {
    const id = newId();
    onSave({ ...dashboard, pages: [...pages, { id, title: `Page ${pages.length + 1}`, tiles: [] }] }, 'Add page');
    onPage(id);
  };
  return (
    <Tabs
      value={page}
      onChange={(id) => id && onPage(id)}
      variant="pills"
      radius="md"
      className={styles.pages}
      keepMounted={false}
    >
      <Tabs.List className={styles.pageList} aria-label="Pages of the dashboard">
        {pages.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id} py={4} px={8} fz={12}>
            {title || 'Page'}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {editing && shown ? (
        <>
          <PageMenu {...{ dashboard, onPage, onSave, newId }} shown={shown} />
          <Tooltip label="Add a page">
            <ActionIcon aria-label="Add a page" size={24} onClick={add}>
              <IconPlus size={14} />
            </ActionIcon>
          </Tooltip>
        </>
      ) : null}
    </Tabs>
  );
}

interface PageMenuProps extends Pick<PageTabsProps, 'dashboard' | 'onPage' | 'onSave'> {
  shown: Dashboard['pages'][number];
  newId: () => string;
}

function PageMenu({ dashboard, shown, onPage, onSave, newId }: PageMenuProps) {
  const { pages } = dashboard;
  const at = pages.findIndex(({ id }) => id === shown.id);
  const rename = (title: string) => {
    if (!title || title === shown.title) return;
    onSave({ ...dashboard, pages: pages.map((one) => (one.id === shown.id ? { ...one, title } : one)) }, 'Rename page');
  };
  const move = (step: 1 | -1) => {
    const next = pages.toSpliced(at, 1).toSpliced(at + step, 0, shown);
    onSave({ ...dashboard, pages: next }, 'Move page');
  };
  const duplicate = () => {
    const copy = { ...shown, id: newId(), title: `${shown.title} (copy)` };
    onSave({ ...dashboard, pages: pages.toSpliced(at + 1, 0, copy) }, 'Duplicate page');
    onPage(copy.id);
  };
  const remove = () => {
    const rest = pages.filter(({ id }) => id !== shown.id);
    onSave({ ...dashboard, pages: rest }, 'Delete page');
    onPage(rest[Math.max(0, at - 1)]?.id ?? '');
  };
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label="Change the page" size={24}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <TextInput
          key={shown.title}
          label="Name of the page"
          defaultValue={shown.title}
          m={8}
          onBlur={(event) => rename(event.currentTarget.value.trim())}
        />
        <Menu.Item leftSection={<IconArrowLeft size={14} />} disabled={at === 0} onClick={() => move(-1)}>
          Move to the left
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowRight size={14} />}
          disabled={at === pages.length - 1}
          onClick={() => move(1)}
        >
          Move to the right
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={14} />} onClick={duplicate}>
          Duplicate the page
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={14} />} disabled={pages.length === 1} onClick={remove}>
          Delete the page
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
