//go:build tools

// Package tools pins the programs of others that read what dl-env writes, in the integration tests.
package tools

import (
	_ "github.com/google/go-containerregistry/cmd/crane"
	_ "oras.land/oras/cmd/oras"
)
