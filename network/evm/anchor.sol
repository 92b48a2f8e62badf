// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// Newest checkpoint of a transparency log, kept per sender and per log.
///
/// No owner, no proxy, no pause, no upgrade, no ether: nobody can change or stop it, and there is no key to steal. It does not
/// judge what it stores. Trust lies with the reader, whose policy says which senders count; senders that disagree do so in public.
///
/// One slot pair is overwritten for ever because the log is append-only (RFC 6962): every earlier checkpoint is provably a prefix of the
/// newest one, so the newest one is enough and the state does not grow.
contract Anchor {
    /// `size` and `time` share one storage slot, `root` has the other: two slots are written, whatever the log's size.
    struct Head {
        uint64 size; // leaves in the log; 0: never anchored
        uint64 time; // of the block, seconds since 1970
        bytes32 root; // RFC 6962 tree hash
    }

    /// Per sender: a stolen key could anchor size 2^64-1, after which nothing is greater, and so end that sender's own head. Were there one head
    /// for all, it would end everybody's. The remedy is a new key, named in the readers' policy; no function here resets anything.
    /// `origin` is the SHA-256 of the log's origin line, so that one sender can anchor several logs.
    mapping(address sender => mapping(bytes32 origin => Head)) public heads;

    event Anchored(address indexed sender, bytes32 indexed origin, uint64 size, bytes32 root);

    /// The log never shrinks. Names the head that stands, so that a repeated call can tell "already done" from "refused".
    error NotGreater(uint64 size);

    /// Sizes are compared, never added: nothing can overflow. A value above 2^64-1 does not decode as uint64 and reverts.
    /// There is no external call, hence nothing to re-enter. Sending it twice, by a crash or a reorganisation, reverts the second time.
    function anchor(bytes32 origin, uint64 size, bytes32 root) external {
        Head storage head = heads[msg.sender][origin];
        if (size <= head.size) revert NotGreater(head.size);
        head.size = size;
        // 64 bits of seconds outlast the sun. A block producer may shift the time by seconds; the order of blocks it cannot change.
        head.time = uint64(block.timestamp);
        head.root = root;
        emit Anchored(msg.sender, origin, size, root);
    }
}
