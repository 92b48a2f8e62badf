/** The chaincode server: fabric-shim's own command line (`fabric-chaincode-node server …`), after its loggers were quietened and its messages batched. */
import './quiet-loggers.ts';
import './batched-messages.ts';
import 'fabric-shim/cli.js';
