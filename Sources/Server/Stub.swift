import Hummingbird
import HummingbirdTLS
import Mustache
import CGD
import CZip
import CQREncode
import _CryptoExtras
