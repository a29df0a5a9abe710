package main

import "encoding/json"

// fileText is the bytes of one file, from a JSON string or from {"base64": "…"}.
type fileText []byte

// UnmarshalJSON accepts both forms. A lone surrogate in a JSON string becomes U+FFFD, as encoding/json has it.
func (file *fileText) UnmarshalJSON(data []byte) error {
	if data[0] == '{' {
		var encoded struct {
			Base64 []byte `json:"base64"`
		}
		err := json.Unmarshal(data, &encoded)
		*file = encoded.Base64
		return err
	}
	var text string
	err := json.Unmarshal(data, &text)
	*file = fileText(text)
	return err
}
