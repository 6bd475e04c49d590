export { findSigner, type TrustedSigners } from './find-signer';
export { isSignedBy } from './is-signed-by';
export { loggedAt, type LogEntry } from './logged-at';
export { readPublicKey, type PublicKey } from './public-key';
export { rootsFault } from './roots-fault';
