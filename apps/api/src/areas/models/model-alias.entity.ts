import { type Environment } from '@countersign/domain/approvals';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('model_alias')
export class ModelAlias {
  @PrimaryColumn('uuid', { name: 'model_id' }) modelId!: string;
  @PrimaryColumn('text') environment!: Environment;
  @PrimaryColumn('text') name!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'model_version_id' }) modelVersionId!: string;
  @Column('timestamptz', { name: 'moved_at' }) movedAt!: Date;
  @Column('uuid', { name: 'promotion_id' }) promotionId!: string;
}
