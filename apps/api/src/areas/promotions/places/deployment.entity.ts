import { type Environment } from '@countersign/domain/approvals';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('deployment')
export class DeploymentRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'model_id' }) modelId!: string;
  @Column('uuid', { name: 'model_version_id' }) modelVersionId!: string;
  @Column('text') environment!: Environment;
  @Column('text') alias!: string;
  @Column('uuid', { name: 'promotion_id' }) promotionId!: string;
  @Column('timestamptz', { name: 'activated_at' }) activatedAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
