import { Member } from '../areas/access/member.entity';
import { ServiceToken } from '../areas/access/service-token.entity';
import { Session } from '../areas/access/session.entity';
import { Workspace } from '../areas/access/workspace.entity';
import { AuditEntry } from '../areas/audit-log/audit-entry.entity';
import { AuditHead } from '../areas/audit-log/audit-head.entity';
import { DatasetVersion } from '../areas/datasets/dataset-version.entity';
import { Dataset } from '../areas/datasets/dataset.entity';
import { Evidence } from '../areas/evidence/evidence.entity';
import { BaselineRow } from '../areas/models/baseline.entity';
import { ModelAlias } from '../areas/models/model-alias.entity';
import { ModelVersion } from '../areas/models/model-version.entity';
import { Model } from '../areas/models/model.entity';
import { Upload } from '../areas/uploads/upload.entity';

/** Every row class, in one list: TypeORM needs them all at start. */
export const entities = [
  AuditEntry,
  AuditHead,
  BaselineRow,
  Dataset,
  DatasetVersion,
  Evidence,
  Member,
  Model,
  ModelAlias,
  ModelVersion,
  ServiceToken,
  Session,
  Upload,
  Workspace,
];
