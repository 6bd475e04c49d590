import { type ColumnSchema, type FileFormat } from '@countersign/engines/files';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type ColumnDescription } from './describe-columns';

@Entity('dataset_version')
export class DatasetVersion {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'dataset_id' }) datasetId!: string;
  @Column('int') number!: number;
  @Column('text') digest!: string;
  @Column('text') format!: FileFormat;
  @Column('text', { name: 'file_name' }) fileName!: string;
  @Column('bigint', { name: 'byte_size' }) byteSize!: string;
  @Column('bigint', { name: 'row_count' }) rowCount!: string;
  @Column('jsonb') columns!: ColumnSchema[];
  @Column('jsonb') profile!: ColumnDescription[];
  @Column('timestamptz', { name: 'registered_at' }) registeredAt!: Date;
  @Column('text', { name: 'registered_by' }) registeredBy!: string;
}
