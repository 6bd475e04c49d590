import { type Actor } from '@countersign/domain/access';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { Problem } from '../../server/problem';
import { type Baseline } from '../models/baseline';
import { columnMapping, type ColumnMappingRequest } from '../models/column-mapping';
import { type ModelsService } from '../models/models.service';
import { type DataFile, type UploadsService } from '../uploads/uploads.service';
import { dayProfiles } from './day-profiles';
import { bodyDigest, deliverOnce } from './ingest-batch';
import { adoptLabels } from './label-rows';
import { type PredictionFile, readPredictionFile } from './prediction-file';
import { insertPredictions } from './prediction-rows';
import { type RowsAnswer } from './rows-answer';
import { dayOf } from './time-window';
import { mergeDayProfiles } from './window-profiles';

export interface LogPredictions {
  modelVersionId: string;
  uploadId: string;
  mapping: ColumnMappingRequest & { assumeUtc: boolean };
  idempotencyKey: string;
}

/** A checked file, and the version it is for. */
interface Import {
  versionId: string;
  /** The other versions of its model. */
  siblingIds: string[];
  baseline: Baseline | null;
  /** The file's column of ids, for messages. */
  idColumn: string;
  file: PredictionFile;
}

/** Takes in what a model version answered. */
export class PredictionLogService {
  constructor(
    private readonly database: Database,
    private readonly uploads: UploadsService,
    private readonly models: ModelsService,
  ) {}

  /** Writes a file's predictions in one transaction, with the profiles of their days; a faulty file is refused whole. */
  async log(actor: Actor, request: LogPredictions): Promise<Written<RowsAnswer>> {
    const version = await this.models.version(actor, request.modelVersionId);
    const file = await this.uploads.file(actor, request.uploadId);
    const mapping = { ...columnMapping(request.mapping), assumeUtc: request.mapping.assumeUtc };
    const { database } = this;
    return deliverOnce(
      { database, actor },
      {
        action: 'logPredictions',
        target: { type: 'model_version', id: version.id },
        idempotencyKey: request.idempotencyKey,
        bodyDigest: bodyDigest(file.digest, mapping),
        prepare: async (receivedAt) => {
          const checked = await this.check({ actor, version, file, mapping, receivedAt });
          return (tx) => write(tx, checked);
        },
      },
    );
  }

  private async check({ actor, version, file, mapping, receivedAt }: Check): Promise<Import> {
    const { id: versionId, modelId } = version;
    const { task } = await this.models.model(actor, modelId);
    const baseline = await this.models.baselineOf(actor, versionId);
    const siblingIds = (await this.models.versionIds(actor, modelId)).filter((id) => id !== versionId);
    const predictions = await readPredictionFile({ file, mapping, task, baseline, receivedAt });
    await this.database.ensurePartitions(daysIn(predictions));
    return { versionId, siblingIds, baseline, idColumn: mapping.id ?? '', file: predictions };
  }
}

interface Check {
  actor: Actor;
  version: { id: string; modelId: string };
  file: DataFile;
  mapping: ReturnType<typeof columnMapping> & { assumeUtc: boolean };
  receivedAt: Date;
}

/** A transaction locks every day it fills, and the server has only so many locks. */
const mostDays = 2000;

/** The UTC days of a file's rows, in order; throws Problem BAD_INPUT where they are too many for one transaction. */
function daysIn({ rows }: PredictionFile): string[] {
  const days = [...new Set(rows.map(({ at }) => dayOf(at)))].sort();
  if (days.length <= mostDays) return days;
  const message = `The file spreads over ${days.length} days; send at most ${mostDays} days at once.`;
  throw new Problem('BAD_INPUT', message, { field: 'uploadId' });
}

async function write(tx: Transaction, checked: Import): Promise<RowsAnswer> {
  const { versionId, siblingIds, baseline, file } = checked;
  const { accepted, answer } = await insertPredictions(tx, checked, file.rows);
  await adoptLabels(tx, { versionId, siblingIds });
  if (baseline) await mergeDayProfiles(tx, versionId, dayProfiles(baseline, file, accepted));
  return answer;
}
