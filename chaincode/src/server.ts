/**
 * The chaincode server: fabric-shim's own command line (`fabric-chaincode-node server …`), after its loggers were quietened, its
 * identities remembered and its messages batched.
 */
import './quiet-loggers.ts';
import './remembered-identities.ts';
import './batched-messages.ts';
import 'fabric-shim/cli.js';
