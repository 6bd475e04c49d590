import { type Verdict } from '@countersign/domain/monitoring';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('monitor_run')
export class MonitorRun {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'monitor_id' }) monitorId!: string;
  @Column('text') verdict!: Verdict;
  @Column('text', { name: 'evidence_digest' }) evidenceDigest!: string;
  @Column('timestamptz', { name: 'ran_at' }) ranAt!: Date;
  @Column('text', { name: 'ran_by' }) ranBy!: string;
}
