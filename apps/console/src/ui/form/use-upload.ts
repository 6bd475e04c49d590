import { uploadFile } from '../../app/upload';
import { useTransfer } from './use-transfer';

/** Uploads a file as a step of a form. */
export const useUpload = () => useTransfer(uploadFile);
