import { type Actor } from '@countersign/domain/access';
import { type Database } from '../../database/database';
import { type Written } from '../../database/transaction';
import { columnMapping, type ColumnMappingRequest } from '../models/column-mapping';
import { type ModelsService } from '../models/models.service';
import { type UploadsService } from '../uploads/uploads.service';
import { requiredColumn } from './file-columns';
import { bodyDigest, deliverOnce } from './ingest-batch';
import { readLabelFile } from './label-file';
import { insertLabels } from './label-rows';
import { type RowsAnswer } from './rows-answer';

export interface LogLabels {
  modelId: string;
  uploadId: string;
  mapping: ColumnMappingRequest & { assumeUtc: boolean };
  idempotencyKey: string;
}

/** Takes in what turned out to be true. */
export class LabelLogService {
  constructor(
    private readonly database: Database,
    private readonly uploads: UploadsService,
    private readonly models: ModelsService,
  ) {}

  /** Writes a file's labels in one transaction; a faulty file is refused whole. */
  async log(actor: Actor, request: LogLabels): Promise<Written<RowsAnswer>> {
    const { id: modelId, task } = await this.models.model(actor, request.modelId);
    const file = await this.uploads.file(actor, request.uploadId);
    const mapping = { ...columnMapping(request.mapping), assumeUtc: request.mapping.assumeUtc };
    const { database } = this;
    return deliverOnce(
      { database, actor },
      {
        action: 'logLabels',
        target: { type: 'model', id: modelId },
        idempotencyKey: request.idempotencyKey,
        bodyDigest: bodyDigest(file.digest, mapping),
        prepare: async (receivedAt) => {
          const rows = await readLabelFile({ file, mapping, task, receivedAt });
          const versionIds = await this.models.versionIds(actor, modelId);
          const target = { modelId, versionIds, idColumn: requiredColumn(mapping, 'id') };
          return (tx) => insertLabels(tx, target, rows);
        },
      },
    );
  }
}
