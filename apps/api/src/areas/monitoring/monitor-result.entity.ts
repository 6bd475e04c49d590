import { type Check, type Verdict } from '@countersign/domain/monitoring';
import { type Estimate } from '@countersign/statistics/inference';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Ids ascend by window, column and check, so a list by id reads in that order. */
@Entity('monitor_result')
export class MonitorResult {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'run_id' }) runId!: string;
  @Column('timestamptz', { name: 'window_start' }) windowStart!: Date;
  @Column('timestamptz', { name: 'window_end' }) windowEnd!: Date;
  @Column('text', { name: 'column_name', nullable: true }) columnName!: string | null;
  @Column('text') method!: string;
  @Column('jsonb') estimate!: Estimate;
  @Column('bigint', { name: 'baseline_n' }) baselineN!: string;
  @Column('double precision', { name: 'p_value', nullable: true }) pValue!: number | null;
  @Column('double precision', { nullable: true }) warning!: number | null;
  @Column('double precision') alert!: number;
  @Column('text') direction!: Check['direction'];
  @Column('boolean') deciding!: boolean;
  @Column('text') verdict!: Verdict;
  @Column('jsonb') parameters!: Record<string, unknown>;
}
