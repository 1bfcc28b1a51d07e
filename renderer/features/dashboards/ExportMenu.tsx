import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconFileTypeHtml, IconFileTypePdf, IconPhotoDown } from '@tabler/icons-react';
import { useState } from 'react';
import { tellDone, tellError } from '../../state/notify.ts';
import { pagePng } from './export-tile.ts';
import { fileName, saveFile } from './save-file.ts';
import { useExport } from './use-export.ts';

interface ExportMenuProps {
  /** The dashboard and the page. */
  title: string;
  /** Filters, time of the data, time of saving. */
  facts: () => readonly string[];
  hasPages: boolean;
  board: () => HTMLElement | null;
}

/** Saves the page that is shown, or all pages. */
export function ExportMenu({ title, facts, hasPages, board }: ExportMenuProps) {
  const [picturing, setPicturing] = useState(false);
  const exporting = useExport();
  const savePicture = async () => {
    const element = board();
    if (!element) return;
    setPicturing(true);
    try {
      const file = fileName(title, 'png');
      saveFile(await pagePng(element, { title, facts: facts() }), file);
      tellDone('Saved', file);
    } catch (error) {
      tellError('The page could not be saved', error);
    } finally {
      setPicturing(false);
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="Save or print">
          <ActionIcon aria-label="Save or print" loading={picturing || exporting?.busy}>
            <IconDownload size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {hasPages ? <Menu.Label>This page</Menu.Label> : null}
        <Menu.Item leftSection={<IconPhotoDown size={14} />} onClick={() => void savePicture()}>
          Picture (PNG)
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypeHtml size={14} />} onClick={() => exporting?.save('html', 'page')}>
          Page that stands alone (HTML)
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypePdf size={14} />} onClick={() => exporting?.save('pdf', 'page')}>
          Print or save as PDF
        </Menu.Item>
        {hasPages ? (
          <>
            <Menu.Label>All pages</Menu.Label>
            <Menu.Item leftSection={<IconFileTypeHtml size={14} />} onClick={() => exporting?.save('html', 'all')}>
              One file of all pages (HTML)
            </Menu.Item>
            <Menu.Item leftSection={<IconFileTypePdf size={14} />} onClick={() => exporting?.save('pdf', 'all')}>
              Print or save all pages as PDF
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
