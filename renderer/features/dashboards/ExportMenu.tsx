import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconFileTypeHtml, IconFileTypePdf, IconPhotoDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { Dashboard } from '../../../nodes/contract/project/index.ts';
import { tellDone, tellError } from '../../state/notify.ts';
import { pngOf } from './export-tile.ts';
import type { Filter } from './filters.ts';
import { pageHtml } from './page-html.ts';
import { fileName, saveFile } from './save-file.ts';

interface ExportMenuProps {
  dashboard: Dashboard;
  page: Dashboard['pages'][number];
  filters: readonly Filter[];
  builtAt: string | null;
  board: () => HTMLElement | null;
}

/** Saves the page as it is shown. */
export function ExportMenu({ dashboard, page, filters, builtAt, board }: ExportMenuProps) {
  const [busy, setBusy] = useState(false);
  const name = dashboard.pages.length > 1 ? `${dashboard.name} ${page.title}` : dashboard.name;
  const save = async (extension: 'png' | 'html', make: (element: HTMLElement) => Promise<Blob> | Blob) => {
    const element = board();
    if (!element) return;
    setBusy(true);
    try {
      const file = fileName(name, extension);
      saveFile(await make(element), file);
      tellDone('Saved', file);
    } catch (error) {
      tellError('The page could not be saved', error);
    } finally {
      setBusy(false);
    }
  };
  const html = (element: HTMLElement) =>
    new Blob([pageHtml({ dashboard, page, filters, builtAt, board: element })], { type: 'text/html;charset=utf-8' });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="Save or print">
          <ActionIcon aria-label="Save or print" loading={busy}>
            <IconDownload size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPhotoDown size={14} />} onClick={() => void save('png', pngOf)}>
          Picture (PNG)
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypeHtml size={14} />} onClick={() => void save('html', html)}>
          Page that stands alone (HTML)
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileTypePdf size={14} />}
          onClick={() => window.setTimeout(() => window.print(), 200)}
        >
          Print or save as PDF
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
