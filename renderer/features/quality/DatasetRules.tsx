import { ActionIcon, Button, Menu, Skeleton, Tooltip } from '@mantine/core';
import { IconDots, IconPencil, IconPlayerPlay, IconPlus, IconRowRemove, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { RuleResult } from '../../../nodes/contract/flow.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import { call } from '../../client/call.ts';
import { useCall, useCatalog, useFlow, useNodeInfo } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { editProject } from '../../state/edit-project.ts';
import { withProgress } from '../../state/long-work.ts';
import { tellDone, tellError } from '../../state/notify.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAgo, formatCount, formatNumber } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { ruleTones } from '../../ui/run-tones.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { tableClass } from '../../ui/table.ts';
import { FailedRows } from './FailedRows.tsx';
import { MeaningOffer } from './MeaningOffer.tsx';
import styles from './quality.module.css';
import { type DatasetQuality, limitsOf, type Rule, rangeWords, ruleId, withRules } from './quality-data.ts';
import { RuleEditor } from './RuleEditor.tsx';
import { Sparkline } from './Sparkline.tsx';

const off = { tone: 'none', label: 'Switched off' } as const;
const unchecked = { tone: 'none', label: 'Not checked' } as const;
const brief = (value: number) => formatNumber(value, 4);
const observedText = (value: RuleResult['observed']) =>
  typeof value === 'number' ? formatNumber(value, 6) : (value ?? '–');

/** `3 hold, 1 warns, 2 fail`. */
function verdictWords(results: readonly RuleResult[]): string {
  const count = (status: RuleResult['status']) => results.filter((one) => one.status === status).length;
  const words = (number: number, one: string, many: string) =>
    number > 0 ? [`${number} ${number === 1 ? one : many}`] : [];
  const parts = [
    ...words(count('OK'), 'holds', 'hold'),
    ...words(count('WARNING'), 'warns', 'warn'),
    ...words(count('ERROR'), 'fails', 'fail'),
  ];
  return parts.join(', ') || 'No rule gave a verdict';
}

/** The rules of one dataset: status, value, limits, history; add, change, check now, look at failing rows. */
export function DatasetRules({
  projectId,
  project,
  quality,
}: {
  projectId: string;
  project: Project;
  quality: DatasetQuality;
}) {
  const { id, name, rules } = quality;
  const readOnly = useNodeInfo()?.readOnly ?? true;
  const kinds = useCatalog().rules;
  const node = useFlow(projectId).data?.nodes.find((one) => one.id === id);
  const params = { project: projectId, dataset: id };
  const history = useCall('quality.history', { params }, { enabled: rules.length > 0 });
  const [checking, setChecking] = useState(false);
  const [editing, setEditing] = useState<Rule | 'new' | null>(null);
  const [rows, setRows] = useState<RuleResult | null>(null);
  const set = project.quality[id];
  const save = (next: Rule[], label: string) =>
    void editProject(projectId, [{ family: 'quality', id, value: withRules(set, id, next) }], { label });
  const plain = rules.map(({ rule }) => rule);
  const onSave = (rule: Rule) => {
    const exists = plain.some((one) => one.id === rule.id);
    save(
      exists ? plain.map((one) => (one.id === rule.id ? rule : one)) : [...plain, rule],
      exists ? 'Change quality rule' : 'Add quality rule',
    );
    setEditing(null);
  };
  const setOption = (change: { autoRun?: boolean; failBuild?: boolean }) =>
    void editProject(projectId, [{ family: 'quality', id, value: { ...withRules(set, id, plain), ...change } }], {
      label: 'Change when quality is checked',
    });
  const run = async () => {
    setChecking(true);
    try {
      const found = await withProgress(`Checking ${name}`, ({ signal }) => call('quality.run', { params }, { signal }));
      invalidate(['quality.status', 'quality.history'], { project: projectId });
      if (found) tellDone(`${name} checked`, verdictWords(found));
    } catch (error) {
      tellError(`${name} could not be checked`, error);
    }
    setChecking(false);
  };
  const addButton = (
    <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => setEditing('new')}>
      Add rule
    </Button>
  );
  return (
    <div className={styles.detail}>
      <div className={styles.detailHead}>
        <div style={{ flex: 1, minWidth: 0 }}>
          <Link href={`/p/${projectId}/datasets/${id}`} className={styles.detailName}>
            {name}
          </Link>
          <div className={styles.dim}>
            {quality.checkedAt ? `Checked ${formatAgo(quality.checkedAt)}` : 'Never checked'}
            {node?.rows == null ? '' : `, ${formatCount(node.rows)} rows`}
            {set
              ? `, ${set.autoRun ? 'after each build' : 'only when asked'}${set.failBuild ? ', an error stops the build' : ''}`
              : ''}
          </div>
        </div>
        {readOnly ? null : (
          <>
            <Menu position="bottom-end" closeOnItemClick={false}>
              <Menu.Target>
                <ActionIcon aria-label={`When ${name} is checked`}>
                  <IconDots size={16} stroke={1.7} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => setOption({ autoRun: !(set?.autoRun ?? true) })}>
                  {(set?.autoRun ?? true) ? '✓' : '  '} Check after each build
                </Menu.Item>
                <Menu.Item onClick={() => setOption({ failBuild: !(set?.failBuild ?? true) })}>
                  {(set?.failBuild ?? true) ? '✓' : '  '} An error stops the build
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <MeaningOffer
              {...{ project, dataset: id, rules: plain }}
              schema={node?.schema ?? []}
              onAdd={(added) =>
                save(
                  [...plain, ...added],
                  added.length === 1 ? 'Add quality rule' : `Add ${added.length} quality rules`,
                )
              }
            />
            {addButton}
          </>
        )}
        {rules.length > 0 ? (
          <Button leftSection={<IconPlayerPlay size={14} />} loading={checking} onClick={() => void run()}>
            Check now
          </Button>
        ) : null}
      </div>
      {history.error ? <ErrorNotice error={history.error} /> : null}
      {rules.length === 0 ? (
        <EmptyState icon={IconShieldCheck} title="No rules for this dataset" actions={readOnly ? undefined : addButton}>
          Say what good data look like: how many rows, which values, no empty cells, no new columns. Each build is then
          checked before anyone uses it.
        </EmptyState>
      ) : (
        <table className={tableClass}>
          <thead>
            <tr>
              <th>Rule</th>
              <th>Status</th>
              <th data-numeric>Observed</th>
              <th>Limits</th>
              <th>History</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {rules.map(({ rule, result }) => (
              <RuleRow
                key={rule.id}
                rule={rule}
                result={result}
                kindLabel={kinds.find((kind) => kind.id === rule.kind)?.label ?? rule.kind}
                history={history.data?.filter((one) => one.rule === rule.id)}
                onEdit={readOnly ? undefined : () => setEditing(rule)}
                onRows={setRows}
              />
            ))}
          </tbody>
        </table>
      )}
      {editing ? (
        <RuleEditor
          dataset={quality}
          schema={node?.schema ?? []}
          datasets={Object.values(project.datasets)}
          kinds={kinds}
          rule={editing === 'new' ? null : editing}
          newId={(kind) => ruleId(kind, plain)}
          onSave={onSave}
          onDelete={() => {
            if (editing !== 'new') {
              save(
                plain.filter((one) => one.id !== editing.id),
                'Delete quality rule',
              );
            }
            setEditing(null);
          }}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {rows ? <FailedRows projectId={projectId} result={rows} onClose={() => setRows(null)} /> : null}
    </div>
  );
}

interface RuleRowProps {
  rule: Rule;
  result: RuleResult | undefined;
  kindLabel: string;
  history: readonly RuleResult[] | undefined;
  onEdit: (() => void) | undefined;
  onRows: (result: RuleResult) => void;
}

function RuleRow({ rule, result, kindLabel, history, onEdit, onRows }: RuleRowProps) {
  const shown = !rule.enabled ? off : result ? ruleTones[result.status] : unchecked;
  const limits = limitsOf(rule);
  const hard = rangeWords(limits.hard, brief);
  const soft = rangeWords(limits.soft, brief);
  const name = rule.label ?? result?.label ?? kindLabel;
  return (
    <tr data-off={!rule.enabled || undefined}>
      <td className={styles.ruleCell}>
        <div className={styles.ruleName}>{name}</div>
        <div className={`${styles.dim} ${styles.clamp}`}>
          {result && result.status !== 'OK' ? result.message : kindLabel}
        </div>
      </td>
      <td>
        <StatusBadge {...shown} reason={result?.message ?? ''} />
      </td>
      <td data-numeric>{observedText(result?.observed ?? null)}</td>
      <td className={styles.limits}>
        {hard ? <div data-tone="failed">{hard}</div> : null}
        {soft ? <div data-tone="stale">{soft}</div> : null}
        {hard || soft ? null : <span className={styles.dim}>–</span>}
      </td>
      <td>{history ? <Sparkline history={history.slice(-24)} limits={limits} /> : <Skeleton w={160} h={20} />}</td>
      <td>
        <div className={styles.rowEnd}>
          {result?.failedRows ? (
            <Button
              variant="subtle"
              size="compact-xs"
              leftSection={<IconRowRemove size={14} />}
              onClick={() => onRows(result)}
            >
              {formatCount(result.failedRows)} {result.failedRows === 1 ? 'row' : 'rows'}
            </Button>
          ) : null}
          {onEdit ? (
            <Tooltip label="Change the rule">
              <ActionIcon aria-label={`Change the rule ${name}`} onClick={onEdit}>
                <IconPencil size={16} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          ) : null}
        </div>
      </td>
    </tr>
  );
}
