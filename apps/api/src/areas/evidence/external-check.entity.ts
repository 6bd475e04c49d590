import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A question to a service outside about a version, which it answers once. */
@Entity('external_check')
export class ExternalCheckRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'model_version_id' }) modelVersionId!: string;
  @Column('text') name!: string;
  @Column('text') nonce!: string;
  @Column('text', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
}
