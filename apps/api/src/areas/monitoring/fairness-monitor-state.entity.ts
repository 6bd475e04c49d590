import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a fairness monitor has seen; runs take this row in turn. */
@Entity('fairness_monitor_state')
export class FairnessMonitorState {
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @PrimaryColumn('uuid', { name: 'monitor_id' }) monitorId!: string;
  /** Null until a day was taken. */
  @Column('jsonb', { nullable: true }) state!: unknown;
  /** When runs found an alarm of a pair that had none before. */
  @Column('timestamptz', { name: 'alarmed_at', array: true }) alarmedAt!: Date[];
}
