import type { ReactElement } from 'react';
import { formatCount } from '../../../format/numbers';
import { t } from '../../../texts';
import { EstimateText } from '../../../ui/estimate-text';
import { Facts } from '../../../ui/page';
import type { GroupRow } from './group-rows';
import type { ShownRate } from './shown-rate';

interface DetailProps {
  name: string;
  row: GroupRow | null;
  rate: ShownRate;
}

/** What lies behind the chosen cell, with intervals. */
export function CrossingDetail({ name, row, rate }: DetailProps): ReactElement {
  return (
    <div role="status">
      {row === null ? (
        t('fairnessFigures.crossing.emptyLabel', { name })
      ) : (
        <Facts
          facts={[
            [t('fairness.groups.group'), row.group],
            [t('fairness.groups.n'), formatCount(row.n)],
            [t('fairnessFigures.positive'), formatCount(row.selected)],
            [t(`fairnessFigures.rates.${rate}`), <EstimateText key="rate" estimate={row.rate} />],
            [t('fairnessFigures.ratio'), <Ratio key="ratio" row={row} />],
          ]}
        />
      )}
    </div>
  );
}

/** The ratio of a group to the reference, or why it has none. */
export function Ratio({ row }: { row: GroupRow }): ReactElement {
  if (row.ratio) return <EstimateText estimate={row.ratio} />;
  if (row.isReference) return <>{t('fairnessFigures.reference')}</>;
  return <>{row.eligible ? t('ui.none') : t('fairness.groups.no')}</>;
}
