package main

import (
	"os"
	"path/filepath"

	"github.com/concord-odata/concord/pkg/contract"
)

// cacheVariable is the environment variable that names the folder in which
// contracts are kept between runs, or says "off".
const cacheVariable = "CONCORD_CACHE"

// userCache is where contracts are kept: in the folder that the environment
// names, else in the user's folder for such files. It is nil, and none are
// kept, where the environment says so or the system knows no such folder.
func userCache() *contract.Cache {
	switch dir := os.Getenv(cacheVariable); dir {
	case "off":
		return nil
	case "":
		user, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		return contract.NewCache(filepath.Join(user, "concord"))
	default:
		return contract.NewCache(dir)
	}
}
