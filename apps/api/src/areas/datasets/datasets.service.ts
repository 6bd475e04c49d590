import { type Actor } from '@countersign/domain/access';
import { readSchema } from '@countersign/engines/files';
import { type EntityManager, In } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { insertNew } from '../../database/insert-new';
import { type Transaction, type Written } from '../../database/transaction';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound } from '../../server/problem';
import { type DataFile, readingFile, type UploadsService } from '../uploads/uploads.service';
import { DatasetVersion } from './dataset-version.entity';
import { Dataset } from './dataset.entity';
import { describeColumns } from './describe-columns';

export interface RegisterDatasetVersion {
  dataset: string;
  description?: string | null;
  uploadId: string;
}

export interface RegisteredDatasetVersion {
  version: DatasetVersion;
  /** False when the same bytes were registered before. */
  created: boolean;
}

/** Datasets and their immutable versions. */
export class DatasetsService {
  constructor(
    private readonly database: Database,
    private readonly uploads: UploadsService,
  ) {}

  /** Registers the uploaded bytes as a version; the same bytes again return the version they already are. */
  async register(actor: Actor, request: RegisterDatasetVersion): Promise<Written<RegisteredDatasetVersion>> {
    const file = await this.uploads.file(actor, request.uploadId);
    const schema = await readingFile('uploadId', () => readSchema(file.path, file.format));
    const profile = await readingFile('uploadId', () => describeColumns(file, schema.columns));
    return this.database.write(actor, async (tx) => {
      const dataset = await lockDataset(tx, request);
      const known = await tx.manager.findOneBy(DatasetVersion, {
        datasetId: dataset.id,
        digest: file.digest,
      });
      const version =
        known ??
        (await insertVersion(tx, dataset, {
          file,
          columns: [...schema.columns],
          profile,
          rowCount: schema.rowCount,
        }));
      const payload = {
        dataset: dataset.name,
        number: version.number,
        fileName: file.fileName,
        created: !known,
      };
      return {
        result: { version, created: !known },
        audit: {
          action: 'registerDatasetVersion',
          subject: { type: 'dataset_version', id: version.id, digest: version.digest },
          payload,
        },
      };
    });
  }

  list(actor: Actor, bounds: PageBounds): Promise<Page<Dataset>> {
    const build = (manager: EntityManager) => manager.createQueryBuilder(Dataset, 'row');
    return readPage<Dataset>(this.database, actor, { ...bounds, build, key: 'name', direction: 'ASC' });
  }

  async dataset(actor: Actor, id: string): Promise<Dataset> {
    const found = await this.database.read(actor, ({ manager }) => manager.findOneBy(Dataset, { id }));
    if (!found) throw notFound('dataset', id);
    return found;
  }

  async version(actor: Actor, id: string): Promise<DatasetVersion> {
    const found = await this.database.read(actor, ({ manager }) => manager.findOneBy(DatasetVersion, { id }));
    if (!found) throw notFound('dataset version', id);
    return found;
  }

  versions(actor: Actor, datasetId: string, bounds: PageBounds): Promise<Page<DatasetVersion>> {
    const build = (manager: EntityManager) =>
      manager.createQueryBuilder(DatasetVersion, 'row').where({ datasetId });
    return readPage<DatasetVersion>(this.database, actor, {
      ...bounds,
      build,
      key: 'number',
      direction: 'DESC',
    });
  }

  /** The newest version of each dataset, in the order asked. */
  latestVersions(actor: Actor, datasetIds: readonly string[]): Promise<(DatasetVersion | null)[]> {
    return this.database.read(actor, async ({ manager }) => {
      const newest = await manager
        .createQueryBuilder(DatasetVersion, 'row')
        .distinctOn(['row.dataset_id'])
        .where({ datasetId: In([...datasetIds]) })
        .orderBy('row.dataset_id')
        .addOrderBy('row.number', 'DESC')
        .getMany();
      const byDataset = new Map(newest.map((version) => [version.datasetId, version]));
      return datasetIds.map((id) => byDataset.get(id) ?? null);
    });
  }

  /** The bytes of a version, to be read where they lie. */
  file(version: DatasetVersion): Pick<DataFile, 'path' | 'format' | 'digest'> {
    return this.uploads.stored(version.digest, version.format);
  }
}

/** The dataset of this name, created if need be, locked until the transaction ends: two registrations number their versions in turn. */
async function lockDataset(
  { manager, actor, now, newId }: Transaction,
  request: RegisterDatasetVersion,
): Promise<Dataset> {
  const { dataset: name, description } = request;
  const fresh = { id: newId(), workspaceId: actor.workspaceId, name, description: description ?? '' };
  const row = { ...fresh, createdAt: now, createdBy: actorReference(actor) };
  await insertNew(manager, Dataset, row);
  await manager.query(`SELECT pg_advisory_xact_lock(hashtext('dataset:' || $1))`, [
    `${actor.workspaceId}:${name}`,
  ]);
  return manager.findOneByOrFail(Dataset, { name });
}

interface VersionContent {
  file: DataFile;
  columns: DatasetVersion['columns'];
  profile: DatasetVersion['profile'];
  rowCount: number;
}

async function insertVersion(
  tx: Transaction,
  dataset: Dataset,
  content: VersionContent,
): Promise<DatasetVersion> {
  const { manager, actor, now, newId } = tx;
  const { file, columns, profile, rowCount } = content;
  const number = (await manager.countBy(DatasetVersion, { datasetId: dataset.id })) + 1;
  const version = manager.create(DatasetVersion, {
    ...{ id: newId(), workspaceId: actor.workspaceId, datasetId: dataset.id, number },
    ...{ digest: file.digest, format: file.format, fileName: file.fileName },
    ...{ byteSize: String(file.byteSize), rowCount: String(rowCount), columns, profile },
    ...{ registeredAt: now, registeredBy: actorReference(actor) },
  });
  await manager.insert(DatasetVersion, version as never);
  return version;
}
