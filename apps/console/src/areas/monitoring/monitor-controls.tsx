import { NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import { t } from '../../texts';
import type { Chosen, MonitoredModel, MonitorRun } from './monitor-choice';

/** What the reader picks; each choice clears those that depend on it. */
export interface Pick {
  version?: number;
  monitor?: string;
  run?: string;
}

/** Version, monitor and run in view, as selects that write the address. */
export function MonitorControls(props: {
  model: MonitoredModel;
  chosen: Chosen;
  onPick: (pick: Pick) => void;
}): ReactElement {
  const { model, chosen, onPick } = props;
  const version = chosen.version?.number;
  return (
    <>
      <NativeSelect
        label={t('monitoring.version')}
        value={String(version ?? '')}
        onChange={(event) => onPick({ version: Number(event.currentTarget.value) })}
        data={model.versions.nodes.map(({ number }) => String(number))}
      />
      {chosen.monitor ? (
        <NativeSelect
          label={t('monitoring.monitor')}
          value={chosen.monitor.id}
          onChange={(event) => onPick({ version, monitor: event.currentTarget.value })}
          data={chosen.monitors.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
    </>
  );
}

/** Says when the run of the address is not the one shown. */
export function OtherRunNotice({
  wanted,
  run,
}: {
  wanted: string | undefined;
  run: MonitorRun;
}): ReactElement | null {
  if (wanted === undefined || wanted === run.id) return null;
  return <p role="status">{t('monitoring.otherRun')}</p>;
}

/** The runs of a monitor, newest first. */
export function RunSelect(props: {
  runs: readonly MonitorRun[];
  run: MonitorRun;
  onPick: (run: string) => void;
}): ReactElement {
  return (
    <NativeSelect
      label={t('monitoring.run')}
      value={props.run.id}
      onChange={(event) => props.onPick(event.currentTarget.value)}
      data={props.runs.map((run) => ({
        value: run.id,
        label: t('monitoring.runLabel', {
          instant: formatInstant(run.ranAt),
          verdict: word('verdict', run.verdict).toLowerCase(),
        }),
      }))}
    />
  );
}
