import { Tooltip } from '@mantine/core';
import type { ModelReport } from '../../../nodes/contract/model.ts';
import { Notice } from '../../ui/Notice.tsx';
import { BinaryPlots } from './BinaryPlots.tsx';
import { diagnosticHelp } from './diagnostic-help.ts';
import { Importance } from './Importance.tsx';
import { metricsOf, metricWords } from './metric-words.ts';
import styles from './models.module.css';
import { MulticlassView, RegressionView } from './OtherEvaluations.tsx';
import { Columns, MadeHow, TrainingCurve } from './ReportDetails.tsx';
import { ThresholdPanel } from './ThresholdPanel.tsx';

/** All about one version of a model. */
export function ReportView({ report }: { report: ModelReport }) {
  const { evaluation, diagnostics } = report;
  const metrics = metricsOf(evaluation);
  return (
    <div className={styles.stack}>
      <section className={styles.strip} aria-label="Metrics on the test rows">
        {metricWords(evaluation.task).map(({ id, label, help, format }) => (
          <div key={id} className={styles.metric}>
            <div className={styles.metricValue}>{format(metrics[id])}</div>
            <Tooltip label={help} multiline maw={280}>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reached by keyboard */}
              <span className={styles.metricLabel} tabIndex={0}>
                {label}
              </span>
            </Tooltip>
          </div>
        ))}
      </section>
      {diagnostics.map(({ code, severity, message, column }) => (
        <Notice key={`${code}:${column ?? ''}`} tone={severity} title={message} hint={diagnosticHelp[code]} />
      ))}
      {evaluation.task === 'binary' ? (
        <>
          <ThresholdPanel evaluation={evaluation} />
          <BinaryPlots evaluation={evaluation}>
            <TrainingCurve report={report} />
          </BinaryPlots>
        </>
      ) : null}
      {evaluation.task === 'multiclass' ? <MulticlassView evaluation={evaluation} /> : null}
      {evaluation.task === 'regression' ? <RegressionView evaluation={evaluation} /> : null}
      <div className={styles.plots} style={{ alignItems: 'start' }}>
        <Importance report={report} />
        {evaluation.task === 'binary' ? null : <TrainingCurve report={report} />}
        <MadeHow report={report} />
      </div>
      <Columns report={report} />
    </div>
  );
}
