import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('upload')
export class Upload {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('text', { name: 'file_name' }) fileName!: string;
  @Column('text') digest!: string;
  @Column('bigint', { name: 'byte_size' }) byteSize!: string;
  @Column('timestamptz', { name: 'uploaded_at' }) uploadedAt!: Date;
  @Column('text', { name: 'uploaded_by' }) uploadedBy!: string;
}
