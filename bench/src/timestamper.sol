// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// What attestation services do for each record: one slot for ever, written once. Only to compare with; not deployed anywhere.
contract Timestamper {
    mapping(bytes32 data => uint64 time) public timestamps;

    event Timestamped(bytes32 indexed data, uint64 indexed time);

    error AlreadyTimestamped();

    function timestamp(bytes32 data) external returns (uint64 time) {
        if (timestamps[data] != 0) revert AlreadyTimestamped();
        time = uint64(block.timestamp);
        timestamps[data] = time;
        emit Timestamped(data, time);
    }
}
