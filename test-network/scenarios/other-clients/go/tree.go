package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	tessera "github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// tiles adapts the paths of tlog-tiles, which name no tile height and call the data of Go's log entries.
type tiles struct{ *client }

func (t tiles) Height() int { return height }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range wanted {
		read, err := t.get(strings.Replace(tile.Path(), "tile/8/", "tile/", 1))
		if err != nil {
			return nil, err
		}
		data = append(data, read)
	}
	return data, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// entries reads the leaves of one bundle.
func (c *client) entries(index, size int64) ([][]byte, error) {
	width := min(1<<height, size-index<<height)
	tile := tlog.Tile{H: height, L: -1, N: index, W: int(width)}
	raw, err := c.get(strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1))
	if err != nil {
		return nil, err
	}
	var bundle api.EntryBundle
	if err := bundle.UnmarshalText(raw); err != nil {
		return nil, err
	}
	if int64(len(bundle.Entries)) != width {
		return nil, fmt.Errorf("bundle %d has %d entries, not %d", index, len(bundle.Entries), width)
	}
	return bundle.Entries, nil
}

// checkTree hashes every leaf, compares with the tiles (which the reader proves to be of the root), and checks proofs made from them.
func (c *client) checkTree(head tlog.Tree) (string, error) {
	reader := tlog.TileHashReader(head, tiles{c})
	for index := int64(0); index<<height < head.N; index++ {
		leaves, err := c.entries(index, head.N)
		if err != nil {
			return "", err
		}
		places := make([]int64, len(leaves))
		for i := range leaves {
			places[i] = tlog.StoredHashIndex(0, index<<height+int64(i))
		}
		hashes, err := reader.ReadHashes(places)
		if err != nil {
			return "", err
		}
		for i, leaf := range leaves {
			if tlog.RecordHash(leaf) != hashes[i] {
				return "", fmt.Errorf("leaf %d does not have the hash of its tile", index<<height+int64(i))
			}
		}
	}
	for _, n := range spread(head.N) {
		if err := checkProofs(head, reader, n); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%d leaves, %d inclusion and consistency proofs", head.N, len(spread(head.N))), nil
}

// spread gives sizes up to n: both ends and around the borders of tiles.
func spread(n int64) []int64 {
	var sizes []int64
	for _, size := range []int64{1, 2, 3, 255, 256, 257, 511, 512, n / 3, n / 2, n - 1, n} {
		if size >= 1 && size <= n {
			sizes = append(sizes, size)
		}
	}
	return sizes
}

// checkProofs proves the last leaf of the first n, and that the tree extends the one of n leaves.
func checkProofs(head tlog.Tree, reader tlog.HashReader, n int64) error {
	hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, n-1)})
	if err != nil {
		return err
	}
	inclusion, err := tlog.ProveRecord(head.N, n-1, reader)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(inclusion, head.N, head.Hash, n-1, hashes[0]); err != nil {
		return err
	}
	old, err := tlog.TreeHash(n, reader)
	if err != nil {
		return err
	}
	consistency, err := tlog.ProveTree(head.N, n, reader)
	if err != nil {
		return err
	}
	return tlog.CheckTree(consistency, head.N, head.Hash, n, old)
}

func leafHashes(raw []byte) ([][]byte, error) {
	var bundle api.EntryBundle
	if err := bundle.UnmarshalText(raw); err != nil {
		return nil, err
	}
	var hashes [][]byte
	for _, leaf := range bundle.Entries {
		hashes = append(hashes, rfc6962.DefaultHasher.HashLeaf(leaf))
	}
	return hashes, nil
}

// fsckLog lets Tessera rebuild every tile from the leaves and compare it with what is served.
func fsckLog(ctx context.Context, root *url.URL, vkey string) (string, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return "", err
	}
	fetcher, err := tessera.NewHTTPFetcher(root, nil)
	if err != nil {
		return "", err
	}
	check := fsck.New(verifier.Name(), verifier, fetcher, leafHashes, fsck.Opts{N: 4})
	if err := check.Check(ctx); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d resources", check.Status().ResourcesFetched), nil
}
