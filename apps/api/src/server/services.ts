import { AccessService, type AccessSettings } from '../areas/access/access.service';
import { AuditLogService } from '../areas/audit-log/audit-log.service';
import { DatasetsService } from '../areas/datasets/datasets.service';
import { EvidenceService } from '../areas/evidence/evidence.service';
import { ModelsService } from '../areas/models/models.service';
import { TrafficService } from '../areas/traffic/traffic.service';
import { BlobStore } from '../areas/uploads/blob-store';
import { UploadsService } from '../areas/uploads/uploads.service';
import { type Database } from '../database/database';

export interface ServiceSettings {
  access: AccessSettings;
  /** Where uploaded files lie. */
  blobDir: string;
}

/** The use cases, one service an area; made once, at start. */
export type Services = ReturnType<typeof makeServices>;

export function makeServices(database: Database, settings: ServiceSettings) {
  const access = new AccessService(database, settings.access);
  const auditLog = new AuditLogService(database);
  const uploads = new UploadsService(database, new BlobStore(settings.blobDir));
  const datasets = new DatasetsService(database, uploads);
  const evidence = new EvidenceService(database);
  const models = new ModelsService(database, datasets);
  const traffic = new TrafficService(database, models);
  return { database, access, auditLog, uploads, datasets, evidence, models, traffic };
}
