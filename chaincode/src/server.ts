/** The chaincode server: fabric-shim's own command line (`fabric-chaincode-node server …`), after its loggers were quietened. */
import './quiet-loggers.ts';
import 'fabric-shim/cli.js';
