import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class TransformRequest(_message.Message):
    __slots__ = ("row", "expected_fingerprint")
    ROW_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FINGERPRINT_FIELD_NUMBER: _ClassVar[int]
    row: Flight
    expected_fingerprint: str
    def __init__(self, row: _Optional[_Union[Flight, _Mapping]] = ..., expected_fingerprint: _Optional[str] = ...) -> None: ...

class TransformResponse(_message.Message):
    __slots__ = ("features", "fingerprint")
    FEATURES_FIELD_NUMBER: _ClassVar[int]
    FINGERPRINT_FIELD_NUMBER: _ClassVar[int]
    features: Features
    fingerprint: str
    def __init__(self, features: _Optional[_Union[Features, _Mapping]] = ..., fingerprint: _Optional[str] = ...) -> None: ...

class TransformBatchRequest(_message.Message):
    __slots__ = ("rows", "expected_fingerprint")
    ROWS_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FINGERPRINT_FIELD_NUMBER: _ClassVar[int]
    rows: _containers.RepeatedCompositeFieldContainer[Flight]
    expected_fingerprint: str
    def __init__(self, rows: _Optional[_Iterable[_Union[Flight, _Mapping]]] = ..., expected_fingerprint: _Optional[str] = ...) -> None: ...

class TransformBatchResponse(_message.Message):
    __slots__ = ("results", "fingerprint")
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    FINGERPRINT_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[RowResult]
    fingerprint: str
    def __init__(self, results: _Optional[_Iterable[_Union[RowResult, _Mapping]]] = ..., fingerprint: _Optional[str] = ...) -> None: ...

class TransformStreamRequest(_message.Message):
    __slots__ = ("id", "row", "expected_fingerprint")
    ID_FIELD_NUMBER: _ClassVar[int]
    ROW_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FINGERPRINT_FIELD_NUMBER: _ClassVar[int]
    id: int
    row: Flight
    expected_fingerprint: str
    def __init__(self, id: _Optional[int] = ..., row: _Optional[_Union[Flight, _Mapping]] = ..., expected_fingerprint: _Optional[str] = ...) -> None: ...

class TransformStreamResponse(_message.Message):
    __slots__ = ("id", "result", "fingerprint")
    ID_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    FINGERPRINT_FIELD_NUMBER: _ClassVar[int]
    id: int
    result: RowResult
    fingerprint: str
    def __init__(self, id: _Optional[int] = ..., result: _Optional[_Union[RowResult, _Mapping]] = ..., fingerprint: _Optional[str] = ...) -> None: ...

class Flight(_message.Message):
    __slots__ = ("carrier", "flight", "tailnum", "origin", "dest", "distance", "sched_dep", "sched_dep_time", "sched_arr_time", "dep_time", "dep_delay")
    CARRIER_FIELD_NUMBER: _ClassVar[int]
    FLIGHT_FIELD_NUMBER: _ClassVar[int]
    TAILNUM_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    DEST_FIELD_NUMBER: _ClassVar[int]
    DISTANCE_FIELD_NUMBER: _ClassVar[int]
    SCHED_DEP_FIELD_NUMBER: _ClassVar[int]
    SCHED_DEP_TIME_FIELD_NUMBER: _ClassVar[int]
    SCHED_ARR_TIME_FIELD_NUMBER: _ClassVar[int]
    DEP_TIME_FIELD_NUMBER: _ClassVar[int]
    DEP_DELAY_FIELD_NUMBER: _ClassVar[int]
    carrier: str
    flight: int
    tailnum: str
    origin: str
    dest: str
    distance: float
    sched_dep: _timestamp_pb2.Timestamp
    sched_dep_time: int
    sched_arr_time: int
    dep_time: int
    dep_delay: float
    def __init__(self, carrier: _Optional[str] = ..., flight: _Optional[int] = ..., tailnum: _Optional[str] = ..., origin: _Optional[str] = ..., dest: _Optional[str] = ..., distance: _Optional[float] = ..., sched_dep: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., sched_dep_time: _Optional[int] = ..., sched_arr_time: _Optional[int] = ..., dep_time: _Optional[int] = ..., dep_delay: _Optional[float] = ...) -> None: ...

class Features(_message.Message):
    __slots__ = ("dep_hour", "dep_minute", "weekday", "is_weekend", "month_of_year", "week_of_year", "day_in_year", "red_eye", "summer_clock", "clock_agrees", "hours_into_day", "holiday_season", "log_distance", "distance_km", "distance_band", "haul", "route", "same_letter", "dest_onehot", "to_california", "carrier_id", "is_regional", "flight_series", "tail_known", "tail_bucket", "tail_number", "tail_suffix", "delay_capped", "left_late", "delay_ratio", "delay_scaled", "n_missing", "scheduled_minutes", "waited_minutes", "pace", "profile", "profile_first")
    DEP_HOUR_FIELD_NUMBER: _ClassVar[int]
    DEP_MINUTE_FIELD_NUMBER: _ClassVar[int]
    WEEKDAY_FIELD_NUMBER: _ClassVar[int]
    IS_WEEKEND_FIELD_NUMBER: _ClassVar[int]
    MONTH_OF_YEAR_FIELD_NUMBER: _ClassVar[int]
    WEEK_OF_YEAR_FIELD_NUMBER: _ClassVar[int]
    DAY_IN_YEAR_FIELD_NUMBER: _ClassVar[int]
    RED_EYE_FIELD_NUMBER: _ClassVar[int]
    SUMMER_CLOCK_FIELD_NUMBER: _ClassVar[int]
    CLOCK_AGREES_FIELD_NUMBER: _ClassVar[int]
    HOURS_INTO_DAY_FIELD_NUMBER: _ClassVar[int]
    HOLIDAY_SEASON_FIELD_NUMBER: _ClassVar[int]
    LOG_DISTANCE_FIELD_NUMBER: _ClassVar[int]
    DISTANCE_KM_FIELD_NUMBER: _ClassVar[int]
    DISTANCE_BAND_FIELD_NUMBER: _ClassVar[int]
    HAUL_FIELD_NUMBER: _ClassVar[int]
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    SAME_LETTER_FIELD_NUMBER: _ClassVar[int]
    DEST_ONEHOT_FIELD_NUMBER: _ClassVar[int]
    TO_CALIFORNIA_FIELD_NUMBER: _ClassVar[int]
    CARRIER_ID_FIELD_NUMBER: _ClassVar[int]
    IS_REGIONAL_FIELD_NUMBER: _ClassVar[int]
    FLIGHT_SERIES_FIELD_NUMBER: _ClassVar[int]
    TAIL_KNOWN_FIELD_NUMBER: _ClassVar[int]
    TAIL_BUCKET_FIELD_NUMBER: _ClassVar[int]
    TAIL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    TAIL_SUFFIX_FIELD_NUMBER: _ClassVar[int]
    DELAY_CAPPED_FIELD_NUMBER: _ClassVar[int]
    LEFT_LATE_FIELD_NUMBER: _ClassVar[int]
    DELAY_RATIO_FIELD_NUMBER: _ClassVar[int]
    DELAY_SCALED_FIELD_NUMBER: _ClassVar[int]
    N_MISSING_FIELD_NUMBER: _ClassVar[int]
    SCHEDULED_MINUTES_FIELD_NUMBER: _ClassVar[int]
    WAITED_MINUTES_FIELD_NUMBER: _ClassVar[int]
    PACE_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIRST_FIELD_NUMBER: _ClassVar[int]
    dep_hour: int
    dep_minute: int
    weekday: int
    is_weekend: bool
    month_of_year: int
    week_of_year: int
    day_in_year: int
    red_eye: bool
    summer_clock: bool
    clock_agrees: bool
    hours_into_day: float
    holiday_season: bool
    log_distance: float
    distance_km: float
    distance_band: int
    haul: str
    route: int
    same_letter: bool
    dest_onehot: BoolList
    to_california: bool
    carrier_id: int
    is_regional: bool
    flight_series: int
    tail_known: bool
    tail_bucket: int
    tail_number: int
    tail_suffix: str
    delay_capped: float
    left_late: bool
    delay_ratio: float
    delay_scaled: float
    n_missing: int
    scheduled_minutes: int
    waited_minutes: int
    pace: float
    profile: DoubleList
    profile_first: float
    def __init__(self, dep_hour: _Optional[int] = ..., dep_minute: _Optional[int] = ..., weekday: _Optional[int] = ..., is_weekend: _Optional[bool] = ..., month_of_year: _Optional[int] = ..., week_of_year: _Optional[int] = ..., day_in_year: _Optional[int] = ..., red_eye: _Optional[bool] = ..., summer_clock: _Optional[bool] = ..., clock_agrees: _Optional[bool] = ..., hours_into_day: _Optional[float] = ..., holiday_season: _Optional[bool] = ..., log_distance: _Optional[float] = ..., distance_km: _Optional[float] = ..., distance_band: _Optional[int] = ..., haul: _Optional[str] = ..., route: _Optional[int] = ..., same_letter: _Optional[bool] = ..., dest_onehot: _Optional[_Union[BoolList, _Mapping]] = ..., to_california: _Optional[bool] = ..., carrier_id: _Optional[int] = ..., is_regional: _Optional[bool] = ..., flight_series: _Optional[int] = ..., tail_known: _Optional[bool] = ..., tail_bucket: _Optional[int] = ..., tail_number: _Optional[int] = ..., tail_suffix: _Optional[str] = ..., delay_capped: _Optional[float] = ..., left_late: _Optional[bool] = ..., delay_ratio: _Optional[float] = ..., delay_scaled: _Optional[float] = ..., n_missing: _Optional[int] = ..., scheduled_minutes: _Optional[int] = ..., waited_minutes: _Optional[int] = ..., pace: _Optional[float] = ..., profile: _Optional[_Union[DoubleList, _Mapping]] = ..., profile_first: _Optional[float] = ...) -> None: ...

class RowResult(_message.Message):
    __slots__ = ("features", "error")
    FEATURES_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    features: Features
    error: RowError
    def __init__(self, features: _Optional[_Union[Features, _Mapping]] = ..., error: _Optional[_Union[RowError, _Mapping]] = ...) -> None: ...

class RowError(_message.Message):
    __slots__ = ("violations", "omitted")
    VIOLATIONS_FIELD_NUMBER: _ClassVar[int]
    OMITTED_FIELD_NUMBER: _ClassVar[int]
    violations: _containers.RepeatedCompositeFieldContainer[FieldViolation]
    omitted: int
    def __init__(self, violations: _Optional[_Iterable[_Union[FieldViolation, _Mapping]]] = ..., omitted: _Optional[int] = ...) -> None: ...

class FieldViolation(_message.Message):
    __slots__ = ("field", "reason", "description")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    field: str
    reason: str
    description: str
    def __init__(self, field: _Optional[str] = ..., reason: _Optional[str] = ..., description: _Optional[str] = ...) -> None: ...

class GetFeatureSetRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetFeatureSetResponse(_message.Message):
    __slots__ = ("fingerprint", "name", "version", "pins", "inputs", "features", "certificate")
    FINGERPRINT_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    PINS_FIELD_NUMBER: _ClassVar[int]
    INPUTS_FIELD_NUMBER: _ClassVar[int]
    FEATURES_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    fingerprint: str
    name: str
    version: int
    pins: _containers.RepeatedCompositeFieldContainer[Pin]
    inputs: _containers.RepeatedCompositeFieldContainer[InputInfo]
    features: _containers.RepeatedCompositeFieldContainer[FeatureInfo]
    certificate: str
    def __init__(self, fingerprint: _Optional[str] = ..., name: _Optional[str] = ..., version: _Optional[int] = ..., pins: _Optional[_Iterable[_Union[Pin, _Mapping]]] = ..., inputs: _Optional[_Iterable[_Union[InputInfo, _Mapping]]] = ..., features: _Optional[_Iterable[_Union[FeatureInfo, _Mapping]]] = ..., certificate: _Optional[str] = ...) -> None: ...

class Pin(_message.Message):
    __slots__ = ("name", "version")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: str
    def __init__(self, name: _Optional[str] = ..., version: _Optional[str] = ...) -> None: ...

class InputInfo(_message.Message):
    __slots__ = ("name", "type", "storage", "contracts")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    STORAGE_FIELD_NUMBER: _ClassVar[int]
    CONTRACTS_FIELD_NUMBER: _ClassVar[int]
    name: str
    type: str
    storage: str
    contracts: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., type: _Optional[str] = ..., storage: _Optional[str] = ..., contracts: _Optional[_Iterable[str]] = ...) -> None: ...

class FeatureInfo(_message.Message):
    __slots__ = ("name", "type", "storage", "fingerprint", "doc", "inputs")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    STORAGE_FIELD_NUMBER: _ClassVar[int]
    FINGERPRINT_FIELD_NUMBER: _ClassVar[int]
    DOC_FIELD_NUMBER: _ClassVar[int]
    INPUTS_FIELD_NUMBER: _ClassVar[int]
    name: str
    type: str
    storage: str
    fingerprint: str
    doc: str
    inputs: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., type: _Optional[str] = ..., storage: _Optional[str] = ..., fingerprint: _Optional[str] = ..., doc: _Optional[str] = ..., inputs: _Optional[_Iterable[str]] = ...) -> None: ...

class BoolList(_message.Message):
    __slots__ = ("values",)
    VALUES_FIELD_NUMBER: _ClassVar[int]
    values: _containers.RepeatedScalarFieldContainer[bool]
    def __init__(self, values: _Optional[_Iterable[bool]] = ...) -> None: ...

class DoubleList(_message.Message):
    __slots__ = ("values",)
    VALUES_FIELD_NUMBER: _ClassVar[int]
    values: _containers.RepeatedScalarFieldContainer[float]
    def __init__(self, values: _Optional[_Iterable[float]] = ...) -> None: ...
