import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { RouteReply } from '../../../nodes/contract/routes/index.ts';
import { formatCount, manyRows } from '../../ui/format.ts';
import styles from './editors/editors.module.css';

export type PreviewSample = 'head' | 'all';

interface SampleMenuProps {
  page: NonNullable<RouteReply<'flow.preview'>['page']>;
  sample: PreviewSample;
  onSample: (sample: PreviewSample) => void;
  /** What a sample is here. */
  head: string;
}

/** Which rows a preview is made of: always named, and switched between the first ones and all. */
export function SampleMenu({ page, sample, onSample, head }: SampleMenuProps) {
  const count = page.columns[0]?.length ?? 0;
  const rows =
    page.total !== null && page.total > count
      ? `${formatCount(count)} of ${formatCount(page.total)} rows`
      : manyRows(count, page.total === null);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className={styles.sample} title={page.sample}>
          <span>
            {rows} · {page.sample.replace(/ of “.*$/, '')}
          </span>
          <IconChevronDown size={12} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={sample === 'head'} onClick={() => onSample('head')}>
          A sample: {head}
        </Menu.Item>
        <Menu.Item disabled={sample === 'all'} onClick={() => onSample('all')}>
          All rows (slower on large data)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
