package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// client fetches what a log serves.
type client struct {
	ctx  context.Context
	root *url.URL
}

func (c *client) get(path string) ([]byte, error) {
	address := path
	if !strings.Contains(path, "://") {
		address = c.root.JoinPath(path).String()
	}
	request, err := http.NewRequestWithContext(c.ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, response.Status)
	}
	return io.ReadAll(response.Body)
}

// readHead verifies the log's signature and reads size and root; the first line names the log as its key does.
func readHead(signed []byte, vkey string) (*tlog.Tree, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return nil, err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return nil, err
	}
	origin, rest, _ := strings.Cut(opened.Text, "\n")
	if origin != verifier.Name() {
		return nil, fmt.Errorf("the checkpoint is of %q, the key of %q", origin, verifier.Name())
	}
	// ParseTree wants the first line of Go's own log.
	tree, err := tlog.ParseTree([]byte("go.sum database tree\n" + rest))
	if err != nil {
		return nil, err
	}
	return &tree, nil
}

// openCheckpoint reads the head that the log publishes now.
func (c *client) openCheckpoint(vkey string) (*tlog.Tree, string, error) {
	signed, err := c.get("checkpoint")
	if err != nil {
		return nil, "", err
	}
	head, err := readHead(signed, vkey)
	if err != nil {
		return nil, "", err
	}
	return head, fmt.Sprintf("%d leaves", head.N), nil
}

// checkCosignatures demands a valid cosignature/v1 of every witness.
func (c *client) checkCosignatures(vkeys []string) (string, error) {
	signed, err := c.get("checkpoint")
	if err != nil {
		return "", err
	}
	for _, vkey := range vkeys {
		verifier, err := fnote.NewVerifierForCosignatureV1(vkey)
		if err != nil {
			return "", err
		}
		opened, err := note.Open(signed, note.VerifierList(verifier))
		if err != nil {
			return "", fmt.Errorf("%s: %w", verifier.Name(), err)
		}
		if _, err := fnote.CoSigV1Timestamp(opened.Sigs[0]); err != nil {
			return "", fmt.Errorf("%s: %w", verifier.Name(), err)
		}
	}
	return fmt.Sprintf("%d cosignatures", len(vkeys)), nil
}
