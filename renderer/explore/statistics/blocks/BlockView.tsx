import type { BlockOf, StatisticsBlock } from '../../../../nodes/contract/statistics.ts';
import { StatisticsPlot } from '../../../charts/StatisticsPlot.tsx';
import { formatCount } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import styles from '../statistics.module.css';
import { ContingencyBlock } from './ContingencyBlock.tsx';
import { FiguresBlock } from './FiguresBlock.tsx';
import { MatrixBlock } from './MatrixBlock.tsx';
import { TableBlock } from './TableBlock.tsx';
import { TestsBlock } from './TestsBlock.tsx';
import { ValuesBlock } from './ValuesBlock.tsx';

export interface BlockViewProps {
  block: StatisticsBlock;
  /** Title of its section, for those who do not see the picture. */
  title: string;
  threshold: number;
  onThreshold: ((threshold: number) => void) | undefined;
}

/** Any block of a statistics card. */
export function BlockView({ block, title, threshold, onThreshold }: BlockViewProps) {
  switch (block.kind) {
    case 'figures':
      return <FiguresBlock figures={block.figures} />;
    case 'values':
      return <ValuesBlock block={block} />;
    case 'table':
      return <TableBlock block={block} label={title} />;
    case 'tests':
      return <TestsBlock block={block} />;
    case 'contingency':
      return <ContingencyBlock block={block} />;
    case 'matrix':
      return <MatrixBlock block={block} threshold={threshold} onThreshold={onThreshold} />;
    case 'note':
      return (
        <div className={styles.wholeWidth}>
          <Notice tone={block.tone}>{block.text}</Notice>
        </div>
      );
    case 'histogram':
      return <StatisticsPlot block={block} label={`Histogram of ${title}`} height={132} />;
    case 'boxes':
      return <Boxes block={block} title={title} />;
    case 'points':
      return (
        <StatisticsPlot
          block={block}
          label={`${block.y.label} against ${block.x.label}`}
          height={block.arrows ? 420 : 280}
        />
      );
    case 'cells':
      return (
        <div>
          <StatisticsPlot block={block} label={`Density of ${block.y.label} against ${block.x.label}`} height={280} />
          <p className={styles.dim}>{block.sample}</p>
        </div>
      );
    case 'curves':
      return <StatisticsPlot block={block} label={`${block.y.label} by ${block.x.label}`} height={260} />;
  }
}

function Boxes({ block, title }: { block: BlockOf<'boxes'>; title: string }) {
  const height = Math.min(520, 56 + block.groups.length * 30);
  return (
    <div>
      <StatisticsPlot block={block} label={`Spread of ${title} by ${block.by}`} height={height} />
      <p className={styles.dim}>
        Box: middle half with the median. Diamond: mean with its interval.
        {block.hidden > 0 ? ` The ${formatCount(block.hidden)} smallest groups are not drawn.` : ''}
      </p>
    </div>
  );
}
