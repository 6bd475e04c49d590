import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type SoftwareEnvironment, type VersionCode } from './version-making';

/** A figure the trainer reported: a claim. */
export interface LoggedMetric {
  name: string;
  value: number;
  /** Rows it rests on, where the trainer said so. */
  n: number | null;
}

@Entity('model_version')
export class ModelVersion {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'model_id' }) modelId!: string;
  @Column('int') number!: number;
  @Column('text', { name: 'artifact_digest' }) artifactDigest!: string;
  @Column('text') description!: string;
  @Column('uuid', { name: 'training_dataset_version_id', nullable: true }) trainingDatasetVersionId!:
    string | null;
  @Column('jsonb') metrics!: LoggedMetric[];
  /** What it was trained by and in; null where nobody said. */
  @Column('jsonb', { nullable: true }) code!: VersionCode | null;
  @Column('jsonb', { nullable: true }) environment!: SoftwareEnvironment | null;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt!: Date;
  @Column('text', { name: 'registered_by' }) registeredBy!: string;
}
