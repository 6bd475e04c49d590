import { type ColumnSchema } from '@countersign/engines/files';
import { type AnchorEdges, type ProfileJson } from '@countersign/statistics/profile';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type ColumnMapping } from './column-mapping';

/** A column's stored profile; edges only where it is numeric. */
export interface StoredColumnProfile {
  edges?: AnchorEdges;
  profile: ProfileJson;
}

@Entity('baseline')
export class BaselineRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'model_version_id' }) modelVersionId!: string;
  @Column('uuid', { name: 'dataset_version_id' }) datasetVersionId!: string;
  @Column('jsonb') mapping!: ColumnMapping;
  @Column('jsonb') features!: ColumnSchema[];
  @Column('jsonb') profiles!: Record<string, StoredColumnProfile>;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
