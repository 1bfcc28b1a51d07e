import { ActionIcon, Menu, Tabs, TextInput, Tooltip } from '@mantine/core';
import { IconDots, IconPlus, IconTrash } from '@tabler/icons-react';
import type { Dashboard } from '../../../nodes/contract/project/index.ts';
import { freeId } from '../../explore/chart-builder/ids.ts';

interface PageTabsProps {
  dashboard: Dashboard;
  page: string;
  editing: boolean;
  onPage: (id: string) => void;
  onSave: (dashboard: Dashboard, label: string) => void;
}

/** The pages of a dashboard; while editing they are added, renamed and deleted here. */
export function PageTabs({ dashboard, page, editing, onPage, onSave }: PageTabsProps) {
  const { pages } = dashboard;
  const shown = pages.find(({ id }) => id === page);
  const add = () => {
    const id = freeId(
      'page',
      pages.map((one) => one.id),
    );
    onSave({ ...dashboard, pages: [...pages, { id, title: `Page ${pages.length + 1}`, tiles: [] }] }, 'Add page');
    onPage(id);
  };
  const rename = (title: string) => {
    if (!title || title === shown?.title) return;
    onSave({ ...dashboard, pages: pages.map((one) => (one.id === page ? { ...one, title } : one)) }, 'Rename page');
  };
  const remove = () => {
    const rest = pages.filter(({ id }) => id !== page);
    onSave({ ...dashboard, pages: rest }, 'Delete page');
    onPage(rest[0]?.id ?? '');
  };
  return (
    <Tabs value={page} onChange={(id) => id && onPage(id)} variant="pills" radius="md">
      <Tabs.List style={{ gap: 4, flexWrap: 'nowrap' }} aria-label="Pages of the dashboard">
        {pages.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id} py={4} px={8} fz={12}>
            {title || 'Page'}
          </Tabs.Tab>
        ))}
        {editing ? (
          <>
            <Menu position="bottom-end" width={220}>
              <Menu.Target>
                <ActionIcon aria-label="Change the page" size={24}>
                  <IconDots size={14} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <TextInput
                  key={shown?.title}
                  label="Name of the page"
                  defaultValue={shown?.title ?? ''}
                  m={8}
                  onBlur={(event) => rename(event.currentTarget.value.trim())}
                />
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={14} />}
                  disabled={pages.length === 1}
                  onClick={remove}
                >
                  Delete the page
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <Tooltip label="Add a page">
              <ActionIcon aria-label="Add a page" size={24} onClick={add}>
                <IconPlus size={14} />
              </ActionIcon>
            </Tooltip>
          </>
        ) : null}
      </Tabs.List>
    </Tabs>
  );
}
