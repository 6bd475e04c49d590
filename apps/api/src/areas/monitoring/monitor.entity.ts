import { type Check, type FairnessWatch } from '@countersign/domain/monitoring';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type MonitorKind = 'drift' | 'performance' | 'fairness';

@Entity('monitor')
export class Monitor {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'model_version_id' }) modelVersionId!: string;
  @Column('uuid', { name: 'baseline_id' }) baselineId!: string;
  @Column('text') name!: string;
  @Column('text') kind!: MonitorKind;
  @Column('jsonb') checks!: Check[];
  /** Null but of fairness monitors. */
  @Column('jsonb', { nullable: true }) fairness!: FairnessWatch | null;
  @Column('int', { name: 'minimum_n' }) minimumN!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text', { name: 'created_by' }) createdBy!: string;
}
