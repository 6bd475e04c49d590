import { Member } from '../areas/access/member.entity';
import { ServiceToken } from '../areas/access/service-token.entity';
import { Session } from '../areas/access/session.entity';
import { Workspace } from '../areas/access/workspace.entity';
import { AuditEntry } from '../areas/audit-log/audit-entry.entity';
import { AuditHead } from '../areas/audit-log/audit-head.entity';
import { DatasetVersion } from '../areas/datasets/dataset-version.entity';
import { Dataset } from '../areas/datasets/dataset.entity';
import { Evidence } from '../areas/evidence/evidence.entity';
import { Upload } from '../areas/uploads/upload.entity';

/** Every row class, in one list: TypeORM needs them all at start. */
export const entities = [AuditEntry, AuditHead, Dataset, DatasetVersion, Evidence, Member, ServiceToken, Session, Upload, Workspace];
