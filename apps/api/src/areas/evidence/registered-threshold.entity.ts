import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A limit that was put on record before anybody measured. */
@Entity('registered_threshold')
export class RegisteredThresholdRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'model_id' }) modelId!: string;
  @Column('text') metric!: string;
  @Column('text') op!: 'at_least' | 'at_most';
  @Column('double precision', { name: 'bound' }) limit!: number;
  @Column('text', { name: 'dataset_digest' }) datasetDigest!: string;
  @Column('text', { name: 'registered_by' }) registeredBy!: string;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt!: Date;
}
