import { Button, FileButton, Select } from '@mantine/core';
import { IconColumns, IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { mostMeaningValues, type Project } from '../../../nodes/contract/project/index.ts';
import { call } from '../../client/call.ts';
import { useFlow } from '../../client/hooks.ts';
import { tellError } from '../../state/notify.ts';
import { Notice } from '../../ui/Notice.tsx';
import { valuesOfFile } from './meaning-values.ts';
import styles from './meanings.module.css';

interface ValuesFromProps {
  project: Project;
  /** Values to add to those that are there. */
  onValues: (values: string[]) => void;
}

/** Takes the values of a column, or of a file. */
export function ValuesFrom({ project, onValues }: ValuesFromProps) {
  const [isColumn, setIsColumn] = useState(false);
  const readFile = (file: File | null) => {
    if (file)
      void file.text().then(
        (text) => onValues(valuesOfFile(text)),
        (error: unknown) => tellError('The file could not be read', error),
      );
  };
  return (
    <>
      <div className={styles.ways}>
        <Button
          variant="default"
          leftSection={<IconColumns size={14} />}
          aria-expanded={isColumn}
          onClick={() => setIsColumn(!isColumn)}
        >
          From a column
        </Button>
        <FileButton accept=".txt,.csv,.tsv" onChange={readFile}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileText size={14} />}>
              From a file
            </Button>
          )}
        </FileButton>
      </div>
      {isColumn ? (
        <ColumnValues
          project={project}
          onValues={(values) => {
            onValues(values);
            setIsColumn(false);
          }}
        />
      ) : null}
    </>
  );
}

function ColumnValues({ project, onValues }: ValuesFromProps) {
  const nodes = (useFlow(project.info.id).data?.nodes ?? []).filter(({ type, schema }) => type === 'dataset' && schema);
  const [dataset, setDataset] = useState<string | null>(null);
  const [column, setColumn] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [isCut, setIsCut] = useState(false);
  const columns = nodes.find(({ id }) => id === dataset)?.schema?.map(({ name }) => name) ?? [];
  const take = async () => {
    if (!dataset || !column) return;
    setBusy(true);
    try {
      const params = { project: project.info.id, dataset };
      const found = await call('datasets.values', { params, query: { column, limit: mostMeaningValues } });
      if (found.isWhole) onValues(found.values.map(({ value }) => value));
      else setIsCut(true);
    } catch (error) {
      tellError('The values could not be read', error);
    }
    setBusy(false);
  };
  return (
    <>
      <div className={styles.column}>
        <Select
          label="Dataset"
          searchable
          data={nodes.map(({ id }) => ({ value: id, label: project.datasets[id]?.name ?? id }))}
          value={dataset}
          onChange={(id) => {
            setDataset(id);
            setColumn(null);
          }}
        />
        <Select label="Column" searchable disabled={!dataset} data={columns} value={column} onChange={setColumn} />
        <Button variant="default" disabled={!column} loading={busy} onClick={() => void take()}>
          Add its values
        </Button>
      </div>
      {isCut ? (
        <Notice tone="warning">
          The column has more than {mostMeaningValues.toLocaleString('en')} values: too many for a list. Use a pattern.
        </Notice>
      ) : null}
    </>
  );
}
